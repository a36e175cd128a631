import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatFileSize } from "../../../../sandbox/page/text/file-size.ts";
import { formatTimestamp, messageTime, relativeTime } from "../../../../sandbox/page/text/timestamp.ts";

const NOON = Date.UTC(2026, 10, 21, 12);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe("a timestamp", () => {
  it("counts in the largest unit that fits, both ways", () => {
    assert.equal(relativeTime(NOON - 5 * SECOND, NOON, "en-US"), "5 seconds ago");
    assert.equal(relativeTime(NOON + 90 * SECOND, NOON, "en-US"), "in 1 minute");
    assert.equal(relativeTime(NOON - 3 * 60 * MINUTE, NOON, "en-US"), "3 hours ago");
    assert.equal(relativeTime(NOON - 400 * 24 * 60 * MINUTE, NOON, "en-US"), "1 year ago");
    assert.equal(relativeTime(NOON - 2 * MINUTE, NOON, "zh-CN"), "2分钟前");
  });

  it("is written in the style it asks for", () => {
    const written = (style: "t" | "d" | "F") => formatTimestamp(NOON / SECOND, style, NOON, "en-GB", "UTC");
    assert.equal(written("t"), "12:00");
    assert.equal(written("d"), "21/11/2026");
    assert.match(written("F"), /^Saturday\D+21 November 2026\D+12:00$/);
  });

  it("of a message names today and yesterday, and the date before that", () => {
    const words = { today: (time: string) => `Today ${time}`, yesterday: (time: string) => `Yesterday ${time}` };
    const noon = new Date(2026, 10, 21, 12).getTime();
    const at = (days: number) => messageTime(noon - days * 24 * 60 * MINUTE, noon, "en-GB", words);
    assert.equal(at(0), "Today 12:00");
    assert.equal(at(1), "Yesterday 12:00");
    assert.equal(at(9), "12/11/2026 12:00");
  });
});

describe("a file's size", () => {
  it("is written with at most three digits", () => {
    assert.equal(formatFileSize(0), "0 B");
    assert.equal(formatFileSize(1023), "1023 B");
    assert.equal(formatFileSize(1536), "1.5 KB");
    assert.equal(formatFileSize(25 * 1024 * 1024), "25 MB");
  });
});
