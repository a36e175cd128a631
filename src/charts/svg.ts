import type { EChartsOption } from "echarts";

/** Drawn for a phone, where 800 are about 390 of the screen's own: smaller writing could not be read there. */
export const WIDTH = 800;
export const FONT_SIZE = 28;
export const COLORS = { ground: "#1f2228", text: "#e8eaed", quiet: "#a9afb8", line: "#3b414b" } as const;

/** A chart as SVG. The library is loaded with the first one: most bots never draw any. */
export async function svgOf(option: EChartsOption, height: number): Promise<string> {
  const { init } = await import("echarts/dist/echarts.esm.min.mjs");
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: COLORS.ground,
      textStyle: { fontFamily: "sans-serif", fontSize: FONT_SIZE, color: COLORS.text },
      ...option,
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
