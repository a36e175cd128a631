/** The library in one file: it takes a sixth of the memory that its modules do, and comes without types of its own. */
declare module "echarts/dist/echarts.esm.min.mjs" {
  export * from "echarts";
}
