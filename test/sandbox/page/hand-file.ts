import type { Page } from "playwright-core";

/** Hands a small picture to the page as the clipboard or a drag does. */
export async function hand(page: Page, way: "paste" | "drop", name: string): Promise<void> {
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([137, 80, 78, 71])], ${JSON.stringify(name)}, { type: "image/png" }));
    const event = ${JSON.stringify(way)} === "paste"
      ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
      : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  })()`);
}
