/**
 * What printing needs: under the page, and nowhere else, the link that opens it again, the page's version and the day;
 * and pictures that scroll sideways on a screen made small enough for paper. Both when printing begins.
 */
import { useEffect, useRef } from "react";
import { fragmentToShare } from "../../state/link/reproduced";
import { useServices } from "./store";
import "./PrintedFrom.css";

/** A4 or Letter, whichever is narrower, less two margins of 14 mm, in CSS pixels. */
const PAPER_WIDTH = 688;

const scrollers = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>("figure *")].filter((node) =>
    /auto|scroll/.test(getComputedStyle(node).overflowX),
  );

/** What is made smaller with a scroller: itself, or all of the picture whose names stand beside its cells. */
const wholeOf = (scroller: HTMLElement): HTMLElement => scroller.closest<HTMLElement>("[data-print-whole]") ?? scroller;

/** How much smaller it becomes: its share of its figure, which is then as wide as the paper, has room for all of it. */
function scaleOf(scroller: HTMLElement): number {
  const whole = wholeOf(scroller);
  const figure = scroller.closest("figure")?.clientWidth || PAPER_WIDTH;
  const room = whole.clientWidth * Math.min(1, PAPER_WIDTH / figure);
  return Math.min(1, room / (whole.clientWidth - scroller.clientWidth + scroller.scrollWidth));
}

export function PrintedFrom({ version }: { readonly version: string }) {
  const { store } = useServices();
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const before = (): void => {
      const address = new URL(window.location.href);
      address.hash = fragmentToShare(store.getState()) ?? address.hash;
      const day = new Date().toISOString().slice(0, 10);
      // Written at once: what is printed is what stands there when the event ends.
      if (line.current) line.current.textContent = `Unmask ${version}, printed ${day} from ${address.href}`;
      for (const node of scrollers()) wholeOf(node).style.zoom = String(scaleOf(node));
    };
    const after = (): void => {
      for (const node of scrollers()) wholeOf(node).style.zoom = "";
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, [store, version]);
  return <p className="printed-from" ref={line} />;
}
