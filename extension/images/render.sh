#!/usr/bin/env bash
# Makes the PNG files from the SVG files beside this script, with Chromium: the marketplace takes no SVG.
# Run it after a change of an SVG, and look at the result before committing it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
profile="$(mktemp -d)"
trap 'rm -rf "$profile"' EXIT
for svg in *.svg; do
  # The page draws the picture on a canvas of its size, and becomes the PNG: a screenshot would have the window's size.
  cat > "$profile/page.html" <<HTML
<!doctype html><body><script>
const image = new Image();
image.onload = () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
  document.body.textContent = canvas.toDataURL("image/png").replace("data:image/png;base64,", "PNG ");
};
image.src = "data:image/svg+xml;base64,$(base64 < "$svg" | tr -d '\n')";
</script>
HTML
  chromium --headless --no-sandbox --user-data-dir="$profile/chromium" --virtual-time-budget=2000 \
    --dump-dom "file://$profile/page.html" 2> "$profile/log" > "$profile/dom" || { cat "$profile/log" >&2; exit 1; }
  sed -n 's/.*PNG \([A-Za-z0-9+/=]*\).*/\1/p' "$profile/dom" | base64 -d > "${svg%.svg}.png"
  echo "${svg%.svg}.png, $(wc -c < "${svg%.svg}.png") bytes"
done
