import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ownAddress, readPlace, writePlace } from "../../../sandbox/page/address.ts";

const ORIGIN = "http://127.0.0.1:4000";

describe("an address in a message", () => {
  it("of this server loads, also under its other names", () => {
    assert.equal(ownAddress(`${ORIGIN}/attachments/1/2/a.png?ex=1`, ORIGIN), "/attachments/1/2/a.png?ex=1");
    assert.equal(ownAddress("http://127.0.0.1:4000/a", "http://localhost:4000"), "/a");
    assert.equal(ownAddress("blob:http://127.0.0.1:4000/x", ORIGIN), "blob:http://127.0.0.1:4000/x");
  });

  it("of any other server does not", () => {
    assert.equal(ownAddress("https://example.com/a.png", ORIGIN), null);
    assert.equal(ownAddress("http://127.0.0.1:4001/a.png", ORIGIN), null);
    assert.equal(ownAddress("data:text/html,x", ORIGIN), null);
    assert.equal(ownAddress("http://[", ORIGIN), null);
  });
});

describe("the address bar", () => {
  it("keeps who one is and where", () => {
    const place = { user: "1290000000000000201", channel: "1290000000000000301" };
    assert.deepEqual(readPlace(writePlace(place)), place);
  });

  it("is ignored when it makes no sense", () => {
    assert.deepEqual(readPlace(""), {});
    assert.deepEqual(readPlace("#mira/general"), {});
    assert.deepEqual(readPlace("#12"), { user: "12" });
  });
});
