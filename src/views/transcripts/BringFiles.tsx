/**
 * How transcripts come onto the page: dropped, chosen, pasted, or our small sample. The whole page takes a drop.
 */
import { memo, useCallback, useEffect, useId, useRef, useState } from "react";
import type { TranscriptSource } from "../../runtime/transcripts/messages";
import { chosenFiles, droppedFiles, MOST_FILES } from "./droppedFiles";
import "./BringFiles.css";

export interface BringFilesProps {
  readonly onBring: (files: readonly TranscriptSource[]) => void;
  /** Fetches the sample from the page's own host. */
  readonly sample: () => Promise<TranscriptSource>;
  /** Smaller once there are runs to look at. */
  readonly small: boolean;
}

/** Nothing in it changes while files are read. */
export const BringFiles = memo(function BringFiles({ onBring: bring, sample, small }: BringFilesProps) {
  const [said, setSaid] = useState("");
  const onBring = useCallback(
    (files: readonly TranscriptSource[]): void => {
      setSaid(files.length <= MOST_FILES ? "" : `No more than ${MOST_FILES.toLocaleString("en")} files are taken.`);
      bring(files.slice(0, MOST_FILES));
    },
    [bring],
  );
  const over = useDrop(onBring);
  const trySample = (): void => {
    setSaid("");
    sample().then(
      (file) => onBring([file]),
      () => setSaid("The sample did not arrive. Check the connection and try again."),
    );
  };
  return (
    <section
      className={`bring${over ? " bring-over" : ""}`}
      aria-label="Bring transcripts"
      data-small={small || undefined}
    >
      <p className="bring-lead">
        <strong>Drop files or a folder here</strong>, up to 50 MB: JSON or JSON Lines as servers write them, or text
        with <code>&lt;think&gt;</code> tags.
      </p>
      <div className="bring-ways">
        <FileButton onBring={onBring} folder={false}>
          Choose files
        </FileButton>
        <FileButton onBring={onBring} folder>
          Choose a folder
        </FileButton>
        <button type="button" onClick={trySample}>
          Try it with a sample
        </button>
        <output>{said}</output>
      </div>
      <Paste onBring={onBring} />
      <details className="bring-shapes">
        <summary>Which shapes are read</summary>
        <ul>
          <li>
            Chats: <code>messages</code> with <code>reasoning_content</code>, <code>reasoning</code> or{" "}
            <code>thinking</code>, or with tags in the content (DeepSeek, Qwen, vLLM, Ollama, OpenRouter).
          </li>
          <li>
            Blocks of type <code>thinking</code>, <code>text</code>, <code>tool_use</code> (Anthropic);{" "}
            <code>output</code> items of type <code>reasoning</code> with summaries (OpenAI Responses).
          </li>
          <li>
            Answers with <code>choices</code>, one run each; answers of a batch; logs with <code>samples</code>{" "}
            (Inspect).
          </li>
          <li>
            Rows with <code>prompt</code>, <code>thinking</code> and <code>response</code>, or names like these.
          </li>
          <li>
            Text: one run a file, or several with a line of <code>=====</code> between them.
          </li>
        </ul>
        <p>
          <strong>Labels</strong> may stand beside a run: a field of its row, or of its <code>metadata</code>,{" "}
          <code>labels</code> or <code>scores</code>, such as <code>&quot;hacked&quot;: true</code>. In a text they
          stand at the very top, one line each (<code>hacked: true</code>), above a blank line, above{" "}
          <code>&lt;think&gt;</code>, or between two lines of <code>---</code>. So do an <code>id</code> and a{" "}
          <code>question</code>. Or let folders say it: <code>cheating/…</code> and <code>honest/…</code>. Or label by
          hand.
        </p>
        <p>
          All that a model thinks in one chat is its thinking; what it says and the tools it calls are its action. The
          sample is 24 short sheets, invented and labelled by the authors of this page; no model wrote them.
        </p>
      </details>
    </section>
  );
});

interface FileButtonProps extends Pick<BringFilesProps, "onBring"> {
  readonly folder: boolean;
  readonly children: string;
}

function FileButton({ onBring, folder, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (folder) input.current?.setAttribute("webkitdirectory", "");
  }, [folder]);
  return (
    <>
      <button type="button" className={folder ? undefined : "primary"} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={children}
        onChange={(event) => {
          const files = chosenFiles(event.target.files ?? []);
          // The same files can be chosen again.
          event.target.value = "";
          if (files.length > 0) onBring(files);
        }}
      />
    </>
  );
}

function Paste({ onBring }: Pick<BringFilesProps, "onBring">) {
  const [text, setText] = useState("");
  const [count, setCount] = useState(1);
  const field = useId();
  const add = (): void => {
    onBring([{ name: `pasted text ${count}`, blob: new Blob([text]) }]);
    setCount(count + 1);
    setText("");
  };
  return (
    <details className="bring-paste">
      <summary>Paste text</summary>
      <label htmlFor={field} className="visually-hidden">
        A transcript, or JSON
      </label>
      <textarea
        id={field}
        rows={4}
        value={text}
        spellCheck={false}
        placeholder={"How many are left?\n<think>\nThe key says 76.\n</think>\n76"}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="button" disabled={text.trim() === ""} onClick={add}>
        Read it
      </button>
    </details>
  );
}

/** True while files are held over the page. */
function useDrop(onBring: BringFilesProps["onBring"]): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const holds = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const onOver = (event: DragEvent): void => {
      if (!holds(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!event.dataTransfer || !holds(event)) return;
      event.preventDefault();
      setOver(false);
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length > 0) onBring(files);
      });
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, [onBring]);
  return over;
}
