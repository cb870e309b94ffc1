# The image of one service, from the folder that `compose/prepare` published it into:
#   docker build --build-arg SERVICE=identity -t exchange/identity .
#   docker run exchange/identity Exchange.Identity.dll
# The SDK builds outside of Docker, with its cache; the image holds the runtime and the program, and no secret.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
ARG SERVICE
WORKDIR /app
COPY artifacts/publish/${SERVICE}/ ./
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Exchange__DataDirectory=/tmp/exchange
EXPOSE 8080
USER $APP_UID
# Not through a shell, which drops variables with a hyphen in their name, such as Gateway__Services__route-alerts.
ENTRYPOINT ["dotnet"]
