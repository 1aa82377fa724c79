"use strict";
// ECharts is in the page as compressed Base64; browsers since 2023 can unpack it.
(async () => {
  const charts = document.querySelectorAll(".chart");
  try {
    const packed = Uint8Array.from(atob(document.getElementById("echarts").textContent), c => c.charCodeAt(0));
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(unpacked).text();
    document.head.append(script);
    for (const element of charts) {
      const chart = echarts.init(element, null, { renderer: "svg" });
      chart.setOption(JSON.parse(element.nextElementSibling.textContent));
      new ResizeObserver(() => chart.resize()).observe(element);
    }
  } catch (failure) {
    for (const element of charts) {
      element.textContent = "This browser cannot draw the chart: " + failure;
    }
  }
})();
