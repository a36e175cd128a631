import { rollFor } from "./dice.ts";

const SAMPLES_PER_SECOND = 22_050;
const BYTES_PER_SAMPLE = 2;
const HEADER_BYTES = 44;
const NOTE_SECONDS = 0.5;
const LOUDNESS = 0.3 * 32_767;
/** A pentatonic scale: whatever the dice say sounds like a tune. */
const SEMITONES = [0, 2, 4, 7, 9, 12];
const LOWEST_HERTZ = 220;

/** A tune of plain tones as a WAV file (16 bit, mono): the same words and seed sound the same. */
export function melody(words: string, seed: string, seconds: number): Buffer {
  const dice = rollFor("melody", words, seed);
  const notes = Array.from({ length: Math.ceil(seconds / NOTE_SECONDS) }, () => {
    const semitones = SEMITONES[dice.whole(0, SEMITONES.length - 1)] ?? 0;
    return LOWEST_HERTZ * 2 ** (semitones / 12);
  });
  const count = Math.round(seconds * SAMPLES_PER_SECOND);
  const file = Buffer.alloc(HEADER_BYTES + count * BYTES_PER_SAMPLE);
  writeHeader(file, count * BYTES_PER_SAMPLE);
  for (let index = 0; index < count; index++) {
    const at = index / SAMPLES_PER_SECOND;
    const inNote = at % NOTE_SECONDS;
    const hertz = notes[Math.floor(at / NOTE_SECONDS)] ?? LOWEST_HERTZ;
    // A short rise and a long fall, so that no note begins or ends with a click.
    const envelope = Math.min(1, inNote / 0.02) * (1 - inNote / NOTE_SECONDS);
    const sample = Math.sin(2 * Math.PI * hertz * inNote) * envelope * LOUDNESS;
    file.writeInt16LE(Math.round(sample), HEADER_BYTES + index * BYTES_PER_SAMPLE);
  }
  return file;
}

/** The RIFF header of plain PCM. Source: Microsoft, Multimedia Programming Interface 1.0. */
function writeHeader(file: Buffer, dataBytes: number): void {
  file.write("RIFF", 0);
  file.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  file.writeUInt32LE(SAMPLES_PER_SECOND * BYTES_PER_SAMPLE, 28);
  file.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  file.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
  file.write("data", 36);
  file.writeUInt32LE(dataBytes, 40);
}
