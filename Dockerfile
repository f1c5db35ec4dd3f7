# The package, built from these sources, and Node without anything else of the project. See docs/install.md.
FROM node:24-bookworm-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run package && cp dist/baton-*.tgz /baton.tgz

FROM node:24-bookworm-slim
# No other package is fetched but what is built for this machine.
COPY --from=build /baton.tgz /tmp/baton.tgz
RUN npm install --global --no-audit --no-fund /tmp/baton.tgz && rm /tmp/baton.tgz && npm cache clean --force
# Node's image has this user, with the number 1000.
RUN mkdir /data && chown node:node /data
USER node
WORKDIR /data
VOLUME /data
# Workbooks, outbox, and the secret of the buttons are all in /data.
ENV LANG=C.UTF-8
EXPOSE 8080
ENTRYPOINT ["baton"]
CMD ["--help"]
