import { request } from "undici";

/**
 * The least that shows a picture: fetches the files and sends them on in one form, and nothing else. Given as JSON on
 * the command line; answers with the milliseconds of each time.
 */
const { urls, patch, times } = JSON.parse(process.argv[2] ?? "{}") as {
  urls: readonly string[];
  patch: string;
  times: number;
};
const took: number[] = [];
for (let time = 0; time < times; time += 1) {
  const from = performance.now();
  const form = new FormData();
  form.append("payload_json", "{}");
  const bodies = await Promise.all(
    urls.map(async (url) => {
      const { body } = await request(url);
      return body.arrayBuffer();
    }),
  );
  for (const [index, bytes] of bodies.entries()) form.append(`files[${index}]`, new Blob([bytes]), `${index}.jpg`);
  const answer = await fetch(patch, { method: "PATCH", body: form });
  await answer.arrayBuffer();
  took.push(performance.now() - from);
}
process.stdout.write(JSON.stringify(took));
