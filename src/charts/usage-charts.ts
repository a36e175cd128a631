import type { BarSeriesOption, TitleComponentOption, XAXisComponentOption, YAXisComponentOption } from "echarts";
import { COLORS, FONT_SIZE, svgOf, WIDTH } from "./svg.ts";

/** What is counted about a day, a model or a member. */
export interface Bar {
  readonly label: string;
  readonly jobs: number;
  /** In the currency that is shown. */
  readonly cost: number;
}

/** What a chart says, in the reader's language. */
export interface ChartWords {
  readonly jobs: string;
  readonly cost: string;
  readonly money: (amount: number) => string;
}

const JOBS_COLOR = "#6b9cff";
const COST_COLOR = "#4fc38f";
const EDGE = 24;
const TITLE_HEIGHT = 56;
const GAP = 20;
const ROW_HEIGHT = 88;
const NAME_HEIGHT = 44;

/** Jobs above, their cost below, on the same days. */
export function dayChart(days: readonly Bar[], words: ChartWords): Promise<string> {
  const height = 190;
  const second = TITLE_HEIGHT + height + GAP + TITLE_HEIGHT;
  const grid = { left: 116, right: EDGE, height };
  const dates = days.map(({ label }) => label);
  return svgOf(
    {
      title: [title(words.jobs, EDGE, 12), title(words.cost, EDGE, TITLE_HEIGHT + height + GAP + 12)],
      grid: [
        { ...grid, top: TITLE_HEIGHT },
        { ...grid, top: second },
      ],
      xAxis: [dateAxis(dates, 0, false), dateAxis(dates, 1, true)],
      yAxis: [countAxis(0, String), countAxis(1, words.money)],
      series: [
        bars(
          days.map(({ jobs }) => jobs),
          0,
          JOBS_COLOR,
        ),
        bars(
          days.map(({ cost }) => cost),
          1,
          COST_COLOR,
        ),
      ],
    },
    second + height + 64,
  );
}

/** One line each, the largest on top: its jobs on the left, their cost on the right. */
export function rankChart(rows: readonly Bar[], words: ChartWords): Promise<string> {
  const height = Math.max(1, rows.length) * ROW_HEIGHT;
  const half = (WIDTH - 3 * EDGE) / 2;
  const left = [EDGE, 2 * EDGE + half];
  // Room beyond a bar for its number.
  const room = 124;
  // A name stands above its two bars, so that it may be as long as the picture is wide.
  const top = TITLE_HEIGHT + NAME_HEIGHT / 2;
  const column = (index: number) => ({ left: left[index] ?? 0, width: half - room, top, height });
  const names = rows.map(({ label }) => label);
  return svgOf(
    {
      title: [title(words.jobs, EDGE, 12), title(words.cost, left[1] ?? 0, 12)],
      grid: [column(0), column(1)],
      xAxis: [hiddenAxis(0), hiddenAxis(1)],
      yAxis: [nameAxis(names, 0), nameAxis(names, 1)],
      series: [
        labelled(
          rows.map(({ jobs }) => jobs),
          0,
          JOBS_COLOR,
          (jobs) => String(jobs),
        ),
        labelled(
          rows.map(({ cost }) => cost),
          1,
          COST_COLOR,
          words.money,
        ),
      ],
      graphic: names.map((text, index) => ({
        type: "text",
        left: EDGE,
        top: TITLE_HEIGHT + 8 + index * ROW_HEIGHT,
        style: { text, fill: COLORS.text, font: `${FONT_SIZE}px sans-serif` },
      })),
    },
    TITLE_HEIGHT + height + EDGE,
  );
}

function title(text: string, left: number, top: number): TitleComponentOption {
  return { text, left, top, padding: 0, textStyle: { fontSize: FONT_SIZE, fontWeight: "bold", color: COLORS.text } };
}

function dateAxis(dates: readonly string[], gridIndex: number, written: boolean): XAXisComponentOption {
  return {
    type: "category",
    gridIndex,
    data: [...dates],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: COLORS.line } },
    axisLabel: { show: written, color: COLORS.quiet, fontSize: FONT_SIZE - 2, hideOverlap: true, margin: 14 },
  };
}

function countAxis(gridIndex: number, format: (value: number) => string): YAXisComponentOption {
  return {
    type: "value",
    gridIndex,
    min: 0,
    splitNumber: 3,
    ...(gridIndex === 0 ? { minInterval: 1 } : {}),
    splitLine: { lineStyle: { color: COLORS.line } },
    axisLabel: { color: COLORS.quiet, fontSize: FONT_SIZE - 2, formatter: format },
  };
}

function bars(data: number[], axis: number, color: string): BarSeriesOption {
  return {
    type: "bar",
    data,
    xAxisIndex: axis,
    yAxisIndex: axis,
    itemStyle: { color, borderRadius: 3 },
    barMaxWidth: 64,
  };
}

function hiddenAxis(gridIndex: number): XAXisComponentOption {
  return { type: "value", gridIndex, min: 0, show: false };
}

function nameAxis(names: readonly string[], gridIndex: number): YAXisComponentOption {
  return { type: "category", gridIndex, data: [...names], inverse: true, show: false };
}

function labelled(data: number[], axis: number, color: string, format: (value: number) => string): BarSeriesOption {
  return {
    ...bars(data, axis, color),
    barWidth: 30,
    barMinHeight: 3,
    label: {
      show: true,
      position: "right",
      distance: 10,
      color: COLORS.text,
      fontSize: FONT_SIZE,
      formatter: ({ value }) => format(Number(value)),
    },
  };
}
