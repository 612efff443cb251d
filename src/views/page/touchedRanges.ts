/**
 * A finger that comes down on a slider may want to scroll. Browsers move the slider at once and do not put it back when
 * it turns out to be a scroll; here nobody hears of the new value before that is known.
 */

/** In pixels: so far to the side, and further than up or down, it means the slider. */
const SIDEWAYS = 6;

interface Touched {
  readonly range: HTMLInputElement;
  readonly before: string;
  readonly x: number;
  readonly y: number;
}

/** Watches all sliders of the page; returns what ends it. */
export function watchTouchedRanges(): () => void {
  let touched: Touched | null = null;
  const meant = (): void => {
    const { range } = touched!;
    touched = null;
    range.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const listeners = {
    pointerdown: ({ target, pointerType, clientX: x, clientY: y }: PointerEvent) => {
      if (pointerType !== "touch" || !(target instanceof HTMLInputElement) || target.type !== "range") return;
      touched = { range: target, before: target.value, x, y };
    },
    pointermove: ({ clientX, clientY }: PointerEvent) => {
      if (!touched) return;
      const aside = Math.abs(clientX - touched.x);
      if (aside > SIDEWAYS && aside > Math.abs(clientY - touched.y)) meant();
    },
    pointerup: () => touched && meant(),
    pointercancel: () => {
      if (touched) touched.range.value = touched.before;
      touched = null;
    },
    input: (event: Event) => {
      if (touched && event.target === touched.range) event.stopPropagation();
    },
  } as const;
  const each = Object.entries(listeners) as [string, EventListener][];
  for (const [name, listener] of each) window.addEventListener(name, listener, { capture: true, passive: true });
  return () => {
    for (const [name, listener] of each) window.removeEventListener(name, listener, { capture: true });
  };
}
