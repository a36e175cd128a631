import sharp from "sharp";
import type { Size } from "../field-specs.ts";
import { captionSvg } from "./caption.ts";
import type { InputPicture } from "./draw.ts";
import { sceneSvg } from "./scene.ts";

interface FilmOptions {
  readonly prompt: string;
  readonly seed: string;
  readonly seconds: number;
  /** What was asked for; the film keeps its ratio. */
  readonly size: Size | undefined;
  /** The picture to be filmed, instead of a scene. */
  readonly still: InputPicture | undefined;
}

const LONGEST_SIDE = 640;
const WIDE: Size = { width: 16, height: 9 };
export const FILM_FRAMES_PER_SECOND = 10;
/** The camera goes over the picture in so many steps, and back over the same frames. */
const STEPS = 20;
/** How much of the picture is outside the frame. */
const MARGIN = 0.15;
const QUALITY = 70;

/**
 * A WebM in which a camera goes to and fro over a picture. Every frame is a key frame of VP8, taken from a lossy WebP,
 * which holds nothing else (RFC 9649, 2.5): so no video encoder is needed.
 */
export async function film(options: FilmOptions): Promise<{ readonly bytes: Buffer; readonly size: Size }> {
  const size = frameSize(options.size ?? options.still?.size ?? WIDE);
  const picture = await wholePicture(options, size);
  const steps = await Promise.all(Array.from({ length: STEPS }, (_, step) => frameAt(picture, size, step)));
  const there = [...steps, ...steps.slice(1, -1).reverse()];
  const count = Math.max(2, Math.round(options.seconds * FILM_FRAMES_PER_SECOND));
  const frames = Array.from({ length: count }, (_, index) => there[index % there.length] ?? Buffer.alloc(0));
  return { bytes: await toWebm(frames, size), size };
}

/** Even sides: VP8 keeps colours for squares of two by two pixels. */
function frameSize({ width, height }: Size): Size {
  const scale = LONGEST_SIDE / Math.max(width, height);
  const side = (length: number) => Math.max(16, Math.round((length * scale) / 2) * 2);
  return { width: side(width), height: side(height) };
}

interface RawPicture {
  readonly pixels: Buffer;
  readonly size: Size;
}

async function wholePicture({ prompt, seed, still }: FilmOptions, frame: Size): Promise<RawPicture> {
  const size = { width: Math.ceil(frame.width * (1 + MARGIN)), height: Math.ceil(frame.height * (1 + MARGIN)) };
  const source = still === undefined ? Buffer.from(sceneSvg(prompt, seed, 0, size)) : still.bytes;
  const { width, height } = size;
  const picture = sharp(source).rotate().flatten({ background: "#fff" }).resize(width, height, { fit: "cover" });
  return { pixels: await picture.toColourspace("srgb").raw().toBuffer(), size };
}

async function frameAt({ pixels, size }: RawPicture, frame: Size, step: number): Promise<Buffer> {
  const part = step / (STEPS - 1);
  const webp = await sharp(pixels, { raw: { ...size, channels: 3 } })
    .extract({
      left: Math.floor((size.width - frame.width) * part),
      top: Math.floor((size.height - frame.height) * part),
      ...frame,
    })
    .composite([{ input: Buffer.from(captionSvg(frame)) }])
    .removeAlpha()
    .webp({ quality: QUALITY, effort: 1 })
    .toBuffer();
  return vp8FrameOf(webp);
}

/** The chunk of a WebP file that holds the picture. */
function vp8FrameOf(webp: Buffer): Buffer {
  for (let at = 12; at + 8 <= webp.length; ) {
    const length = webp.readUInt32LE(at + 4);
    if (webp.toString("latin1", at, at + 4) === "VP8 ") return webp.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  throw new Error("A lossy WebP without a VP8 chunk");
}

async function toWebm(frames: readonly Buffer[], { width, height }: Size): Promise<Buffer> {
  // Loaded when the first film is made: most sandboxes never show one.
  const { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Output, WebMOutputFormat } = await import(
    "mediabunny"
  );
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const track = new EncodedVideoPacketSource("vp8");
  output.addVideoTrack(track, { frameRate: FILM_FRAMES_PER_SECOND });
  await output.start();
  const meta = { decoderConfig: { codec: "vp8", codedWidth: width, codedHeight: height } };
  for (const [index, frame] of frames.entries()) {
    const packet = new EncodedPacket(frame, "key", index / FILM_FRAMES_PER_SECOND, 1 / FILM_FRAMES_PER_SECOND);
    await track.add(packet, meta);
  }
  await output.finalize();
  if (target.buffer === null) throw new Error("The film was not finished");
  return Buffer.from(target.buffer);
}
