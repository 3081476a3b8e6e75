/* The build's page follows the build; charts are read by the arrow keys. */
(function () {
  "use strict";

  const SOONEST = 5000;
  const LATEST = 60000;
  const SLOWER = 1.5;

  /* ---- charts ---- */

  function dots(chart) {
    return Array.from(chart.querySelectorAll("circle"));
  }

  function show(chart, index) {
    const all = dots(chart);
    if (all.length === 0) {
      return;
    }
    const at = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((dot, i) => dot.classList.toggle("codecraft-current", i === at));
    chart.dataset.current = String(at);
    chart.querySelector("output").textContent = all[at].dataset.place + ": " + all[at].dataset.value;
  }

  function current(chart) {
    return chart.dataset.current === undefined ? -1 : Number(chart.dataset.current);
  }

  document.addEventListener("keydown", (event) => {
    const chart = event.target;
    if (!(chart instanceof Element) || !chart.classList.contains("codecraft-chart")) {
      return;
    }
    const last = dots(chart).length - 1;
    const now = current(chart);
    const goal = {
      ArrowRight: now + 1,
      ArrowLeft: now < 0 ? last : now - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (goal !== undefined) {
      event.preventDefault();
      show(chart, goal);
    }
  });

  document.addEventListener("mouseover", (event) => {
    if (event.target instanceof Element && event.target.matches(".codecraft-dots circle")) {
      const chart = event.target.closest(".codecraft-chart");
      show(chart, dots(chart).indexOf(event.target));
    }
  });

  /* ---- following the build ---- */

  function isRunning(report) {
    const steps = report.querySelector(".codecraft-steps");
    return steps !== null && steps.dataset.running === "true";
  }

  /* What the reader has opened, focused or scrolled to stays. */
  function replace(report, html) {
    const next = new DOMParser().parseFromString(html, "text/html").querySelector(".codecraft-steps");
    if (next === null) {
      return;
    }
    const focused = report.contains(document.activeElement) ? document.activeElement.id : "";
    const kept = new Map();
    report.querySelectorAll("details[id], .codecraft-chart[id]").forEach((old) => kept.set(old.id, old));
    report.replaceChildren(document.adoptNode(next));
    kept.forEach((old, id) => {
      const fresh = document.getElementById(id);
      if (fresh === null) {
        return;
      }
      if (old.open) {
        fresh.open = true;
        fresh.querySelectorAll(".codecraft-scroll").forEach((box, i) => {
          box.scrollTop = old.querySelectorAll(".codecraft-scroll")[i].scrollTop;
        });
      }
      if (old.dataset.current !== undefined) {
        show(fresh, Number(old.dataset.current));
      }
    });
    if (focused !== "") {
      const again = document.getElementById(focused);
      if (again !== null) {
        again.focus({ preventScroll: true });
      }
    }
  }

  function follow(report) {
    let pause = SOONEST;
    let before = "";
    let timer;

    function later() {
      clearTimeout(timer);
      timer = setTimeout(look, pause);
    }

    async function look() {
      if (document.hidden) {
        return; // goes on when somebody looks again
      }
      try {
        const answer = await fetch(report.dataset.source, { credentials: "same-origin", cache: "no-store" });
        if (!answer.ok) {
          throw new Error(answer.status);
        }
        const html = await answer.text();
        if (html === before) {
          pause = Math.min(pause * SLOWER, LATEST);
        } else {
          before = html;
          pause = SOONEST;
          replace(report, html);
        }
      } catch (unreachable) {
        pause = Math.min(pause * 2, LATEST);
      }
      if (isRunning(report)) {
        later();
      } else {
        const live = document.querySelector(".codecraft-live");
        live.textContent = live.dataset.over;
      }
    }

    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && isRunning(report)) {
        pause = SOONEST;
        clearTimeout(timer);
        look();
      }
    });
    later();
  }

  function start() {
    const report = document.getElementById("codecraft-report");
    if (report !== null && isRunning(report)) {
      follow(report);
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
