// The controls of a form by where their values go when it is sent: by Jenkins' own grouping of what is submitted.
// A place is written as target/variants[1]/name; controls[place] are the inputs there, groups[place] what has a name and
// holds inputs, adders[place] the button that adds to a list.
const root = arguments[0];
const form = root.closest("form");
const controls = {};
const groups = {};
const adders = {};
const places = new Map([[root, ""]]);

function shortened(name) {
  return name.replace(/^_\./, "");
}

function placeOf(group) {
  if (!places.has(group)) {
    const parent = findFormParent(group, form, true);
    if (parent == null || parent === form) {
      return null;
    }
    const outer = placeOf(parent);
    if (outer == null) {
      return null;
    }
    let place = outer + shortened(group.getAttribute("name"));
    if (group.classList.contains("repeated-chunk")) {
      let index = 0;
      while (groups[place + "[" + index + "]/"]) {
        index++;
      }
      place += "[" + index + "]";
    }
    place += "/";
    places.set(group, place);
    groups[place] = group;
  }
  return places.get(group);
}

for (const control of form.elements) {
  // what belongs to another choice of a dropdown stays in the page, switched off
  if (!control.name || control.tagName === "FIELDSET" || control.closest("[field-disabled]")) {
    continue;
  }
  const parent = findFormParent(control, form, true);
  const outer = parent == null || parent === form ? null : placeOf(parent);
  if (outer != null) {
    const place = outer + shortened(control.name);
    (controls[place] = controls[place] || []).push(control);
  }
}
for (const named of form.querySelectorAll("[name]")) {
  if (!("form" in named)) {
    placeOf(named);
  }
}
function adder(button, name) {
  const parent = findFormParent(button, form, true);
  const outer = parent == null || parent === form || button.closest("[field-disabled]") ? null : placeOf(parent);
  if (outer != null) {
    adders[outer + name] = button;
  }
}
for (const button of form.querySelectorAll(".hetero-list-add[suffix]")) {
  adder(button, button.getAttribute("suffix"));
}
for (const button of form.querySelectorAll(".repeated-container > .repeatable-add")) {
  const help = button.closest(".jenkins-form-item").querySelector("[helpURL]");
  if (help != null) {
    adder(button, help.getAttribute("helpURL").replace(/.*\//, ""));
  }
}
return { controls: controls, groups: groups, adders: adders };
