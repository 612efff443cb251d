/**
 * The presenter's stage: the window less the presenter's bar, on which one step of the page stands alone. All on it is
 * enlarged by one factor (CSS zoom), so that the smallest text of a picture is 20 px high; a picture that would not fit
 * asks here how much room it has, in its own pixels, and shows as much as fits.
 */
import { createContext, createElement, type ReactNode, useContext } from "react";
import { type PictureId, pictureName } from "../../pictures";

export interface WallStage {
  /** The step that is shown: a picture's id or name, or what else is held up for all to see. */
  readonly step: string;
  /** By how much everything on it is enlarged. */
  readonly zoom: number;
  /** All of it, in the pixels of what stands on it. */
  readonly width: number;
  readonly height: number;
}

/** Room of a picture, in its own pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** Of the smallest text in any picture, and how large it must be on the wall. */
const [SMALLEST_TEXT, ON_THE_WALL] = [10.5, 20.1];
/** Of the presenter's bar, in the stage's pixels, as in its style sheet. */
const BAR_HEIGHT = 30;
/** Of title and sentence above a picture, and around it. */
const HEAD_HEIGHT = 54;
const [PADDING_X, PADDING_BOTTOM] = [14, 8];
/** The window for which the least enlargement is made; a larger one shows the same, larger. */
const [LEAST_WIDTH, LEAST_HEIGHT] = [1280, 720];
/** Below this a legend takes two lines on the stage. */
const NARROW_ROOM = 600;
/** Narrower than any projector: there the stage is as large as it is. */
const PHONE_WIDTH = 900;

export function stageOf(step: string, window: Room): WallStage {
  const least = window.width < PHONE_WIDTH ? 1 : ON_THE_WALL / SMALLEST_TEXT;
  const zoom = least * Math.max(1, Math.min(window.width / LEAST_WIDTH, window.height / LEAST_HEIGHT));
  return { step, zoom, width: window.width / zoom, height: window.height / zoom - BAR_HEIGHT };
}

/** What is left for the picture below its title and its sentence. */
export function roomOf({ width, height }: WallStage): Room {
  return {
    width: Math.floor(width - 2 * PADDING_X),
    height: Math.floor(height - HEAD_HEIGHT - PADDING_BOTTOM),
  };
}

/** True on a 4:3 projector: there is less room beside than on a wide one. */
export const isNarrowRoom = ({ width }: Room): boolean => width < NARROW_ROOM;

const Presented = createContext<WallStage | null>(null);
const InPicture = createContext<Room | null>(null);

export const StageProvider = Presented.Provider;
/** Around a picture that is on the stage. */
export const RoomProvider = InPicture.Provider;

/** The stage, where `step` is what stands on it. */
export function useOnStage(step: string): WallStage | null {
  const stage = useContext(Presented);
  return stage?.step === step ? stage : null;
}

/** The stage, where this picture stands on it: alone under its id, or under the name of its part. */
export function usePictureOnStage(id: PictureId, part: string | undefined): WallStage | null {
  const stage = useContext(Presented);
  return stage && (stage.step === id || stage.step === pictureName(id, part)) ? stage : null;
}

/** The step that is presented; null where nothing is. */
export function usePresentedStep(): string | null {
  return useContext(Presented)?.step ?? null;
}

/** The room of the picture that this is a piece of; null where it does not stand on the stage. */
export function useRoom(): Room | null {
  return useContext(InPicture);
}

/** Room that is less by what else of the picture stands above or below. */
export function LessRoom({ height, children }: { readonly height: number; readonly children: ReactNode }) {
  const room = useRoom();
  return createElement(RoomProvider, { value: room && { ...room, height: room.height - height } }, children);
}
