import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { create, extract } from "tar";
import { systemClock } from "../../../src/clock.ts";
import { listFiles } from "../../../src/ops/backup/backup-list.ts";
import { makeBackup } from "../../../src/ops/backup/make-backup.ts";
import { putInPlace } from "../../../src/ops/backup/put-in-place.ts";
import { restoreBackup } from "../../../src/ops/backup/restore-backup.ts";
import { lockDirectory } from "../../../src/ops/directory-lock.ts";
import { openDatabase } from "../../../src/storage/database.ts";

/** A data directory with a picture and its backup, and another one with other data that must survive. */
async function openVault(t: TestContext) {
  const directory = await mkdtemp(join(tmpdir(), "easel-vault-"));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const [data, other, file] = ["data", "other", "easel.backup"].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  await (await openDatabase(join(data, "easel.db"))).destroy();
  await mkdir(join(data, "models"));
  await writeFile(join(data, "models", "own.yaml"), "name: own");
  const made = await makeBackup({ dataDir: data, file, replace: false }, systemClock);
  assert.ok(made.ok, JSON.stringify(made));
  await mkdir(other);
  await writeFile(join(other, "easel.db"), "other data");
  const restore = () => restoreBackup({ dataDir: other, file, replace: true }, systemClock);
  const refused = async (detail: RegExp) => {
    const outcome = await restore();
    assert.ok(!outcome.ok && outcome.kind === "unusable", JSON.stringify(outcome));
    assert.match(outcome.detail, detail);
    assert.deepEqual(await readdir(other), ["easel.db", "easel.lock"]);
    assert.equal(await readFile(join(other, "easel.db"), "utf8"), "other data");
  };
  /** Takes the backup apart, lets `change` have its way, and packs it again. */
  const tamper = async (change: (folder: string) => Promise<unknown>, relist = false) => {
    const folder = await mkdtemp(join(directory, "open-"));
    await extract({ file, cwd: folder });
    await change(folder);
    if (relist) {
      const list = JSON.parse(await readFile(join(folder, "backup.json"), "utf8"));
      await rm(join(folder, "backup.json"));
      await writeFile(join(folder, "backup.json"), JSON.stringify({ ...list, files: await listFiles(folder) }));
    }
    await create({ file, cwd: folder }, await readdir(folder));
  };
  return { directory, data, other, file, restore, refused, tamper };
}

test("a backup that was cut off is refused, wherever it was cut", async (t) => {
  const { file, refused } = await openVault(t);
  const whole = await readFile(file);
  for (const part of [0.99, 0.6, 0.3, 0.01]) {
    await writeFile(file, whole);
    await truncate(file, Math.floor((whole.length - 1_024) * part));
    await refused(/./);
  }
});

test("a file that is no backup is refused", async (t) => {
  const { file, refused, tamper } = await openVault(t);
  await tamper((folder) => rm(join(folder, "backup.json")));
  await refused(/no backup that this Easel can read/);
  await writeFile(file, "a shopping list");
  await refused(/no whole tar file/);
});

test("a backup with changed, missing or added files is refused", async (t) => {
  const { file, refused, tamper } = await openVault(t);
  const whole = await readFile(file);
  const cases: [(folder: string) => Promise<unknown>, RegExp][] = [
    [(folder) => writeFile(join(folder, "models", "own.yaml"), "name: oxn"), /own\.yaml was changed or damaged/],
    [(folder) => rm(join(folder, "models", "own.yaml")), /own\.yaml is missing/],
    [(folder) => writeFile(join(folder, "models", "extra.yaml"), ""), /extra\.yaml does not belong to it/],
    [(folder) => rm(join(folder, "easel.db")), /easel\.db is missing/],
  ];
  for (const [change, detail] of cases) {
    await writeFile(file, whole);
    await tamper(change);
    await refused(detail);
  }
});

test("a link in a backup leads nowhere", async (t) => {
  const { directory, refused, tamper } = await openVault(t);
  await writeFile(join(directory, "outside"), "secret");
  await tamper(async (folder) => {
    await rm(join(folder, "models", "own.yaml"));
    await symlink(join(directory, "outside"), join(folder, "models", "own.yaml"));
  });
  await refused(/own\.yaml is missing/);
});

test("a backup of a newer Easel, or with a broken database, is refused even when its list agrees", async (t) => {
  const { file, refused, tamper } = await openVault(t);
  const whole = await readFile(file);
  await tamper(async (folder) => {
    const database = new DatabaseSync(join(folder, "easel.db"));
    database.exec("insert into kysely_migration values ('9999-from-the-future', '2030')");
    database.close();
  }, true);
  await refused(/newer Easel \(9999-from-the-future\)/);
  await writeFile(file, whole);
  await tamper((folder) => writeFile(join(folder, "easel.db"), "no database"), true);
  await refused(/its database cannot be read/);
});

test("a restore that was broken off is finished by the next one who holds the directory", async (t) => {
  const { data, other } = await openVault(t);
  const prepare = (name: string) => cp(data, join(other, name), { recursive: true });
  const held = lockDirectory(other);
  t.after(() => held?.release());
  await prepare(".restore-checked");
  await rm(join(other, ".restore-checked", "easel.lock"), { force: true });
  const former = await putInPlace(other, 0);
  assert.equal(former, join(other, "before-restore-1970-01-01T00-00-00.000Z"));
  assert.equal(await readFile(join(former, "easel.db"), "utf8"), "other data");
  assert.equal(await readFile(join(other, "models", "own.yaml"), "utf8"), "name: own");

  await prepare(".restore-room-made");
  for (const name of ["models", "archive"]) await rm(join(other, name), { recursive: true });
  await rename(join(other, ".restore-room-made", "easel.db"), join(other, "easel.db"));
  assert.equal(await putInPlace(other, 1), null);
  assert.equal(await readFile(join(other, "models", "own.yaml"), "utf8"), "name: own");
  assert.deepEqual(
    (await readdir(other)).filter((name) => name.startsWith(".restore")),
    [],
  );
});
