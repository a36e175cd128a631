/** What a language lacks, for whoever translates it: `node test/support/missing-texts.ts de`. */
import { LOCALES } from "../../src/texts/localized.ts";
import { gapsOf } from "./language-gaps.ts";

const locale = LOCALES.find((each) => each === process.argv[2]);
if (locale === undefined) {
  process.stdout.write(`Which language? One of: ${LOCALES.join(", ")}\n`);
} else {
  const { missing, faults } = await gapsOf(locale);
  for (const [theme, texts] of missing) {
    process.stdout.write(`\nsrc/texts/${locale}/${theme}.json lacks:\n${JSON.stringify(texts, null, 2)}\n`);
  }
  process.stdout.write(faults.map((fault) => `${fault}\n`).join(""));
}
