// The search box: rules whose name, summary or page holds all words.
(() => {
  const box = document.getElementById("search");
  const list = document.getElementById("found");
  let at = -1;

  const rank = (entry, words) => {
    const [name, summary, text] = entry.map(part => part.toLowerCase());
    let score = 0;
    for (const word of words) {
      if (name.includes(word)) score += name.startsWith(word) ? 12 : 8;
      else if (summary.includes(word)) score += 4;
      else if (text.includes(word)) score += 1;
      else return 0;
    }
    return score;
  };

  const show = () => {
    const words = box.value.toLowerCase().split(/[^\p{L}\p{N}_.:-]+/u).filter(Boolean);
    const hits = words.length ? RULES.map(entry => [rank(entry, words), entry]).filter(([score]) => score > 0) : [];
    hits.sort((a, b) => b[0] - a[0] || a[1][0].localeCompare(b[1][0]));
    list.replaceChildren(...hits.slice(0, 12).map(([, [name, summary]]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${box.dataset.up}rules/${name}.html`;
      link.textContent = name;
      const small = document.createElement("small");
      small.textContent = summary;
      link.append(small);
      item.append(link);
      return item;
    }));
    list.hidden = !hits.length;
    at = -1;
  };

  box.addEventListener("input", show);
  box.addEventListener("keydown", event => {
    const links = [...list.querySelectorAll("a")];
    if (event.key === "Escape") { box.value = ""; show(); }
    if (!links.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : links.length - 1) + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % links.length;
      links.forEach((link, i) => link.classList.toggle("at", i === at));
      event.preventDefault();
    }
    if (event.key === "Enter") location.href = links[Math.max(at, 0)].href;
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== box) { box.focus(); event.preventDefault(); }
  });
})();
