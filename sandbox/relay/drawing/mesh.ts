const MAGIC = Buffer.from("glTF");
const JSON_CHUNK = Buffer.from("JSON");
const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

/** A binary glTF with an empty scene, which every viewer opens. Source: Khronos, glTF 2.0, "GLB file format". */
export function emptyMesh(): Buffer {
  const words = JSON.stringify({ asset: { version: "2.0", generator: "sandbox" }, scene: 0, scenes: [{}] });
  const scene = Buffer.from(words.padEnd(Math.ceil(words.length / 4) * 4));
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(2, 4);
  header.writeUInt32LE(HEADER_BYTES + CHUNK_HEADER_BYTES + scene.length, 8);
  const chunkHeader = Buffer.alloc(CHUNK_HEADER_BYTES);
  chunkHeader.writeUInt32LE(scene.length);
  JSON_CHUNK.copy(chunkHeader, 4);
  return Buffer.concat([header, chunkHeader, scene]);
}
