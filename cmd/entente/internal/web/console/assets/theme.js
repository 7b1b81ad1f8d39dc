// Sets the theme before anything is drawn, so that nothing flashes. A classic
// script, for modules run late. What it leaves out, app.js does.
(() => {
  let theme = null;
  try { theme = localStorage.getItem("entente-theme"); } catch { /* no storage: the system's */ }
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
})();
