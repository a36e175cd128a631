import assert from "node:assert/strict";
import { Admissions } from "../../src/policy/admissions.ts";
import { onBothDatabases } from "../support/databases.ts";
import { MODERATOR, openLimits, wantedOf } from "../support/limits.ts";

onBothDatabases(
  "a guild that pays for itself neither uses nor meets the operator's budget for all together",
  async (_, on) => {
    const limits = await openLimits({ on });
    let payer: string | null = "key-1";
    const admissions = new Admissions({ ...limits, payerOf: async () => payer });
    const budget = 25_000;
    await limits.policies.changeOperator(MODERATOR, (settings) => ({
      ...settings,
      together: { ...settings.together, perDay: budget },
    }));
    const admitted = async (number: number) => (await admissions.admit(wantedOf(number))).admitted;
    assert.deepEqual([await admitted(1), await admitted(2), await admitted(3)], [true, true, true]);
    payer = null;
    assert.deepEqual([await admitted(4), await admitted(5)], [true, false]);
    payer = "key-1";
    assert.equal(await admitted(6), true);
  },
);
