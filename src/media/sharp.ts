import type * as Sharp from "sharp";
import { lazily } from "../lazily.ts";

const library = lazily<typeof Sharp.default>("sharp");

/** The library of pictures, which is there from the first one on: it brings 20 MB that a bot at rest has no use for. */
export const sharp: (...given: Parameters<typeof Sharp.default>) => Sharp.Sharp = (...given) => library()(...given);
