# syntax=docker/dockerfile:1
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings Node itself; of the packages only those that run are wanted.
# TypeScript comes as somebody's optional peer, and nobody compiles here.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/typescript node_modules/@typescript
COPY build ./build
COPY src ./src
RUN node build/main.ts

FROM node:24-slim
# Charts have writing by these, in Latin, Cyrillic, Chinese, Japanese and Korean.
RUN apt-get update \
  && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core fonts-wqy-microhei \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production DATA_DIR=/data OPS_PORT=9090
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=packages /app/dist ./dist
COPY package.json LICENSE ./
COPY sandbox ./sandbox
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 9090
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.OPS_PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
