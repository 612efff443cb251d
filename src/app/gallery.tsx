/**
 * The gallery: every picture of the page as its file draws it, then every chart, with made-up numbers. For those
 * who design, review or translate the page. An entry is found by its id: gallery.html#layer-by-token.
 */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./styles/main.css";
import "./gallery.css";
import { useEffect, useMemo } from "react";
import { createRoot } from "react-dom/client";
import { renderToStaticMarkup } from "react-dom/server";
import { drawingsOf } from "../views/charts/frame/exports";
import { Figure } from "../views/charts/frame/Figure";
import { PALETTES } from "../views/charts/frame/palette";
import { sheetSvg } from "../views/charts/frame/sheet";
import { useTheme } from "../views/charts/frame/theme";
import { PICTURE_IDS, type PictureId } from "../views/pictures";
import { chartExamples, pictureExamples } from "./examples";

function Gallery() {
  // The entries are younger than the address that asks for one.
  useEffect(() => document.getElementById(window.location.hash.slice(1))?.scrollIntoView(), []);
  return (
    <main>
      <h1>Gallery of pictures</h1>
      <p>
        Every picture that Unmask draws, once, and the charts that they are made of. The numbers are examples: made up,
        and the same on every visit. <a href="./index.html">To the page itself</a>
      </p>
      {PICTURE_IDS.map((id) => (
        <div key={id} id={id} style={{ marginBlock: 48 }}>
          <PictureEntry id={id} />
        </div>
      ))}
      {chartExamples.map(({ name, element }) => (
        <section key={name} aria-labelledby={anchorOf(name)} style={{ marginBlock: 48 }}>
          <h2 id={anchorOf(name)}>{name}</h2>
          {element}
        </section>
      ))}
    </main>
  );
}

/** "chart-anatomy-map-signed": no picture's id begins so. */
const anchorOf = (name: string): string => `chart-${name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`;

/** A picture's drawings and legend as its file has them, in the page's frame. */
function PictureEntry({ id }: { readonly id: PictureId }) {
  const theme = useTheme();
  const picture = useMemo(() => pictureExamples[id](), [id]);
  const svg = useMemo(() => {
    const drawings = drawingsOf(picture, theme, renderToStaticMarkup);
    const legend = picture.legend?.(PALETTES[theme]) ?? [];
    return sheetSvg({ title: picture.title, caption: "", drawings, legend, notes: [], font: "" }, theme);
  }, [picture, theme]);
  // Kept for as long as the gallery is open.
  const address = useMemo(() => URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })), [svg]);
  return (
    <Figure {...picture}>
      <img className="gallery-sheet" src={address} alt={picture.summary} />
    </Figure>
  );
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<Gallery />);
