// Some modules are not for everybody: the SDK of Azure DevOps is loaded inside Azure DevOps only, the dialogs when one
// is opened. So they can't be static imports.
export const load = (url) => import(url);
