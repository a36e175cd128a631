import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { type AddressProblem, checkAddress } from "../../src/media/address.ts";
import { isPublicAddress } from "../../src/media/public-address.ts";

const PUBLIC = async () => ["93.184.215.14"];
const unasked = async (host: string): Promise<string[]> => {
  throw new Error(`${host} was looked up`);
};

const WRITTEN: readonly [string, AddressProblem | null][] = [
  ["", "unreadable"],
  ["a lighthouse", "unreadable"],
  ["https://", "unreadable"],
  ["https://[::1", "unreadable"],
  ["https://999.1.1.1/a.png", "unreadable"],
  ["http://example.com/a.png", "not_https"],
  ["http://127.0.0.1/a.png", "not_https"],
  ["data:image/png;base64,AAAA", "not_https"],
  ["file:///etc/passwd", "not_https"],
  ["javascript:alert(1)", "not_https"],
  ["https://me@example.com/", "credentials"],
  ["https://me:secret@example.com/", "credentials"],
  ["https://127.0.0.1/", "private"],
  ["https://127.1/", "private"],
  ["https://2130706433/", "private"],
  ["https://0x7f000001/", "private"],
  ["https://0177.0.0.1/", "private"],
  ["https://127.0.0.1./", "private"],
  ["https://１２７.0.0.1/", "private"],
  ["https://0.0.0.0/", "private"],
  ["https://10.1.2.3/", "private"],
  ["https://172.31.255.255/", "private"],
  ["https://192.168.0.1:8443/", "private"],
  ["https://169.254.169.254/latest/meta-data/", "private"],
  ["https://100.64.0.1/", "private"],
  ["https://100.100.100.200/latest/meta-data/", "private"],
  ["https://192.0.0.192/opc/v2/instance/", "private"],
  ["https://168.63.129.16/metadata/", "private"],
  ["https://[::ffff:168.63.129.16]/", "private"],
  ["https://[fd00:ec2::254]/latest/", "private"],
  ["https://[fd20:ce::254]/", "private"],
  ["https://198.18.0.1/", "private"],
  ["https://203.0.113.9/", "private"],
  ["https://224.0.0.1/", "private"],
  ["https://255.255.255.255/", "private"],
  ["https://[::1]/", "private"],
  ["https://[::]/", "private"],
  ["https://[::7f00:1]/", "private"],
  ["https://[fe80::1]/", "private"],
  ["https://[fc00::1]/", "private"],
  ["https://[fec0::1]/", "private"],
  ["https://[ff02::1]/", "private"],
  ["https://[2001:db8::1]/", "private"],
  ["https://[2001::1]/", "private"],
  ["https://[::ffff:127.0.0.1]/", "private"],
  ["https://[::ffff:a9fe:a9fe]/", "private"],
  ["https://[64:ff9b::10.0.0.1]/", "private"],
  ["https://[64:ff9b:1::1]/", "private"],
  ["https://[2002:7f00:1::]/", "private"],
  ["https://localhost/", "private"],
  ["https://LOCALHOST./", "private"],
  ["https://a.localhost/", "private"],
  ["https://printer.local/", "private"],
  ["https://metadata.google.internal/", "private"],
  ["https://router/", "private"],
  ["https://1.1.1.1/", null],
  ["https://[2606:4700:4700::1111]/", null],
  ["https://[::ffff:1.1.1.1]/", null],
  ["https://[64:ff9b::1.1.1.1]/", null],
];

describe("an address a person gives", () => {
  for (const [address, problem] of WRITTEN) {
    test(`${JSON.stringify(address)} is ${problem ?? "fine"}, without a look-up`, async () => {
      assert.equal(await checkAddress(address, unasked), problem);
    });
  }

  test("is fine when its name leads to public addresses only", async () => {
    assert.equal(await checkAddress("https://cdn.example.com/a.png?x=1#y", PUBLIC), null);
    assert.equal(await checkAddress("https://bücher.example/", PUBLIC), null);
  });

  test("is private when one of its name's addresses is", async () => {
    const mixed = async () => ["93.184.215.14", "::ffff:192.168.1.1"];
    assert.equal(await checkAddress("https://rebind.example.com/", mixed), "private");
  });

  test("passes when its name does not resolve", async () => {
    assert.equal(
      await checkAddress("https://nowhere.example.com/", () => Promise.reject(new Error("ENOTFOUND"))),
      null,
    );
    assert.equal(await checkAddress("https://nowhere.example.com/", async () => []), null);
  });

  test("is looked up by its bare name, without port and trailing dot", async () => {
    const asked: string[] = [];
    await checkAddress("https://CDN.example.com.:8443/a", async (host) => {
      asked.push(host);
      return [];
    });
    assert.deepEqual(asked, ["cdn.example.com"]);
  });

  test("never throws, whatever it is", async () => {
    const address = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map((host) => `https://${host}/`),
      fc.ipV6().map((ip) => `https://[${ip}]/`),
    );
    await fc.assert(fc.asyncProperty(address, async (given) => void (await checkAddress(given, PUBLIC))));
  });
});

describe("a public IP address", () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const privateV4 = fc.oneof(
    fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
    fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
    fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
    fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
  );

  test("is never a private one, in whatever clothes", () => {
    fc.assert(
      fc.property(privateV4, ([a, b, c, d]) => {
        const dotted = `${a}.${b}.${c}.${d}`;
        const hex = [(a << 8) | b, (c << 8) | d].map((part) => part.toString(16)).join(":");
        for (const ip of [dotted, `::ffff:${hex}`, `::${hex}`, `64:ff9b::${hex}`, `2002:${hex}::1`]) {
          assert.equal(isPublicAddress(ip), false, ip);
        }
      }),
    );
  });

  test("is never something that is no address", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^[\d.a-fx:]+$/i.test(text)),
        (text) => isPublicAddress(text) === false,
      ),
    );
  });
});
