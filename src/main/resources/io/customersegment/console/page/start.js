/** The frame in index.html is painted before the other scripts are fetched, which would keep the browser busy. */
requestAnimationFrame(() => setTimeout(() => import("./main.js")));
