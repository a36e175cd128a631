import type { EChartsOption } from "echarts";

/** Drawn for a phone, which shows 640 on about 300 points: writing of 28 is of 13 there. */
export const WIDTH = 640;
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
