import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../../src/clock.ts";
import { checkBucket } from "../../../src/ops/doctor/check-bucket.ts";
import { openBucket } from "../../support/bucket.ts";

test("a bucket that takes, lists, gives and deletes is ok, and nothing is left in it", async (t) => {
  const bucket = await openBucket(t);
  const [finding] = await checkBucket({ bucket: bucket.bucket }, systemClock);
  assert.match(
    finding?.found ?? "",
    /^bucket easel-pictures at http:.* can be written, listed, read and deleted from$/,
  );
  assert.equal(finding?.level, "ok");
  assert.deepEqual(await bucket.keys(), []);
  assert.deepEqual(await checkBucket({ bucket: null }, systemClock), []);
});

test("each trouble is named by the storage's word, with what to do", async (t) => {
  const bucket = await openBucket(t);
  for (const [line, code, found, todo] of [
    [/^PUT/, "AccessDenied", /: writing failed \(AccessDenied\)/, /s3:PutObject/],
    [/^GET \S*list-type/, "AccessDenied", /: listing failed \(AccessDenied\)/, /s3:ListBucket/],
    [/^GET \S*x-id/, "AccessDenied", /: reading failed/, /s3:GetObject/],
    [/^DELETE/, "AccessDenied", /: deleting failed/, /s3:DeleteObject/],
    [/^PUT/, "NoSuchBucket", /NoSuchBucket/, /Make the bucket/],
    [/^PUT/, "SignatureDoesNotMatch", /SignatureDoesNotMatch/, /S3_SECRET_ACCESS_KEY/],
    [/^PUT/, "AuthorizationHeaderMalformed", /AuthorizationHeaderMalformed/, /S3_REGION/],
    [/^PUT/, "SomethingNew", /SomethingNew/, /documentation/],
  ] as const) {
    bucket.trouble = (request) => (line.test(request) ? [code === "NoSuchBucket" ? 404 : 403, code] : null);
    const [finding] = await checkBucket({ bucket: bucket.bucket }, systemClock);
    assert.equal(finding?.level, "problem");
    assert.match(finding.found, found);
    assert.match(finding.todo ?? "", todo);
  }
});

test("a storage that is not there, and one that keeps what is deleted, are told", async (t) => {
  const bucket = await openBucket(t);
  const [nowhere] = await checkBucket({ bucket: { ...bucket.bucket, endpoint: "http://127.0.0.1:9" } }, systemClock);
  assert.match(`${nowhere?.found} ${nowhere?.todo}`, /\(ECONNREFUSED\).*Check S3_ENDPOINT/);
  bucket.answers = (request) =>
    /\?versioning/.test(request) ? "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>" : null;
  const [versioned] = await checkBucket({ bucket: bucket.bucket }, systemClock);
  assert.equal(versioned?.level, "warning");
  assert.match(versioned.todo ?? "", /versioning off/);
});
