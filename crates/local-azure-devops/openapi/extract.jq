# Makes azure-devops-7.1.json: of Microsoft's published files, the operations that Crosslink uses and the definitions
# that those refer to, as they stand. README.md says how to run it.

def operations($names):
  .paths | with_entries(.value |= with_entries(select(.value | type == "object" and (.operationId | IN($names[])))))
  | with_entries(select(.value != {}));

def definitions($names):
  .definitions // {} | with_entries(select(.key | IN($names[])));

def part($operations; $definitions):
  { info, paths: operations($operations), definitions: definitions($definitions),
    parameters: { "api-Version": .parameters["api-Version"] }, securityDefinitions };

{
  "source": {
    "repository": "https://github.com/MicrosoftDocs/vsts-rest-api-specs",
    "files": "specification/{core,security,wit}/7.1/{core,security,workItemTracking}.json",
    "version": "7.1",
    "licence": "MIT, Copyright (c) 2018 Microsoft Docs; the text is in README.md",
    "what": "an extract: the operations that Crosslink uses and their definitions, verbatim; made by extract.jq"
  },
  "core.json": $core[0] | part(["Projects_List"]; ["TeamProjectReference"]),
  "security.json": $security[0] | part(["Permissions_Has Permissions"]; []),
  "workItemTracking.json": $wit[0] | part(["Fields_List"];
    ["WorkItemField2", "WorkItemField", "WorkItemTrackingResource", "WorkItemTrackingResourceReference", "WorkItemFieldOperation",
     "ReferenceLinks"])
}
