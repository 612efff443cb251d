/**
 * Fits what is made of text and boxes to its room on the stage: enlarged until it fills the room's height or width,
 * and made smaller rather than cut. Pictures that are drawn fill their room by themselves.
 */
import { type RefObject, useLayoutEffect } from "react";
import { roomOf, type WallStage } from "./stage";

/** Beyond this a list looks like a poster; a few words alone may be larger. */
const [MOST, MOST_OF_WORDS] = [1.7, 2.6];
const LEAST = 0.3;
const TRIES = 7;

export function useFit(of: RefObject<HTMLElement | null>, stage: WallStage | null): void {
  useLayoutEffect(() => {
    const node = of.current;
    if (!node || !stage) return;
    const room = roomOf(stage);
    const fits = (by: number): boolean => {
      node.style.zoom = String(by);
      node.style.width = `${room.width / by}px`;
      // What stands above may take more than is kept for it.
      const { height, bottom } = node.getBoundingClientRect();
      const inside = height <= room.height * stage.zoom + 1 && bottom <= stage.height * stage.zoom + 1;
      return inside && node.scrollWidth <= node.clientWidth + 1;
    };
    const fit = (): void => {
      const drawn = node.querySelector("[data-drawing], canvas") !== null;
      const most = drawn ? 1 : node.querySelector("button, input, table, li") ? MOST : MOST_OF_WORDS;
      let [low, high] = fits(1) ? [1, most] : [LEAST, 1];
      for (let i = 0; i < TRIES && high - low > 0.01; i++) {
        const middle = (low + high) / 2;
        if (fits(middle)) low = middle;
        else high = middle;
      }
      fits(low);
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(node);
    return () => {
      observer.disconnect();
      node.style.removeProperty("zoom");
      node.style.removeProperty("width");
    };
  }, [of, stage]);
}
