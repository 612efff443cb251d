/**
 * The gallery: every picture of the page once, with made-up numbers. For those who design, review or translate the page.
 */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./styles/main.css";
import { createRoot } from "react-dom/client";
import { examples } from "../views/charts/examples";

function Gallery() {
  return (
    <main>
      <h1>Gallery of pictures</h1>
      <p>
        Every picture that Unmask draws, once. The numbers are examples: made up, and the same on every visit.{" "}
        <a href="./index.html">To the page itself</a>
      </p>
      {examples.map(({ name, element }, i) => (
        <section key={name} aria-labelledby={`example-${i}`} style={{ marginBlock: 48 }}>
          <h2 id={`example-${i}`}>{name}</h2>
          {element}
        </section>
      ))}
    </main>
  );
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<Gallery />);
