namespace Exchange.Hosting.OpenApi;

/// <summary>What stands at the top of each document: how to get a token and post a case, without the command line.</summary>
internal static class Introduction
{
    public static string Text(string url) => $$"""
        States share, under their own control, cases of diversion of small arms and light weapons, end-user certificates and route alerts.

        **1. Get a token.** Your member's issuer is `{{url}}/identity/ken` (your code in the place of `ken`). Sign an assertion with your client's key and
        exchange it for an access token; it lasts ten minutes.

            b64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
            issuer={{url}}/identity/ken client=KEN/customs key=customs.pem now=$(date +%s)
            head=$(printf '{"alg":"ES256","typ":"client-authentication+jwt"}' | b64)
            body=$(printf '{"iss":"%s","sub":"%s","aud":"%s","jti":"%s","iat":%d,"exp":%d}' $client $client $issuer $(openssl rand -hex 16) $now $((now + 50)) | b64)
            # ES256 is r and s, 32 bytes each; openssl writes them in DER.
            hex=$(printf '%s.%s' $head $body | openssl dgst -sha256 -sign $key -binary | openssl asn1parse -inform DER |
              sed -n 's/.*INTEGER *://p' | while read -r part; do printf '%64s' "$part" | tr ' ' 0; done)
            sign=$(printf "$(printf '%s' $hex | sed 's/../\\x&/g')" | b64)
            token=$(curl -s $issuer/connect/token -d grant_type=client_credentials -d scope='cases:write cases:read' \
              -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
              -d client_assertion=$head.$body.$sign | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')

        **2. Report a case.** Without `releases`, your State alone sees it.

            curl -i {{url}}/v1/cases -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -H "Idempotency-Key: $(openssl rand -hex 16)" -d '{
              "status": "detected", "eventDate": {"value": "2026-03", "precision": "month"}, "lifecycleStage": "during_transfer",
              "items": [{"category": "assault_rifle", "quantity": 12}] }'

        **Conventions.** JSON, camelCase; codes in snake_case; times in UTC (RFC 3339); countries ISO 3166-1 alpha-3; places UN/LOCODE. Unknown members and
        query parameters are refused. A record that you may not see answers exactly as one that does not exist. Errors are problems (RFC 9457): decide by
        `type`. Repeat a change with the same `Idempotency-Key`: nothing is done twice. Lists have `limit` and `cursor`.
        """;
}
