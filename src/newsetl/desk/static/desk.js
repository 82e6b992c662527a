// The little that pages need a script for; all of them work without it.
"use strict";

// On a small screen the facets are folded until they are asked for.
for (const facets of document.querySelectorAll("details.facets")) {
  if (matchMedia("(max-width: 62rem)").matches) facets.open = false;
}
