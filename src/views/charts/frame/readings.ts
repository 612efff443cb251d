/**
 * How each picture is read: in the words that are true of any pair, until the page puts its models' own in their place.
 */
import { createContext, useContext } from "react";
import type { Reading } from "../../../core/texts";
import { type PictureId, PICTURES } from "../../pictures";

const Context = createContext<Readonly<Record<PictureId, Reading>>>(PICTURES);

export const ReadingsProvider = Context.Provider;

export function useReading(id: PictureId): Reading {
  return useContext(Context)[id];
}
