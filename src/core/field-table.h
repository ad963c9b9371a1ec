/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one table of the document: what a release consists of. The JSON reader and writer, the
 * JSON Schema, diff, merge and the words of the history all derive from these lines, and the order of the
 * lines is the order of the members in the file. A new field is one line here.
 *
 * FIELD (KIND, NAME, member, TYPE, about, UNIT, need, label)
 *   KIND, NAME  give the constant LIFT_KIND_NAME
 *   member      the JSON member; "release/local" stands in an object "release"; NULL: implied by nesting
 *   TYPE        LIFT_TYPE_…, see fields.h
 *   about       the words of an ENUM (LIFT_ENUM_…), the kind of the children of a LIST (LIFT_KIND_…), else 0
 *   UNIT        the field that leads the unit; fields of one unit are one register when merging
 *   need        1: a document without it is not a release document
 *   label       what a person calls it
 *
 * The first field of each kind is its id; kinds that stand in lists have their position second.
 */

FIELD (RELEASE, ID,             "id",             ID,       0,                     ID,    1, N_("Id"))
FIELD (RELEASE, NAME,           "name",           TEXT,     0,                     NAME,  1, N_("Name"))
FIELD (RELEASE, VERSION,        "version",        TEXT,     0,                     VERSION, 0, N_("Version"))
FIELD (RELEASE, TYPE,           "type",           ENUM,     LIFT_ENUM_RELEASE_TYPE, TYPE, 0, N_("Type"))
FIELD (RELEASE, PROJECT,        "project",        TEXT,     0,                     PROJECT, 0, N_("Project"))
FIELD (RELEASE, MANAGER,        "manager",        TEXT,     0,                     MANAGER, 0, N_("Manager"))
FIELD (RELEASE, STATE,          "state",          ENUM,     LIFT_ENUM_RELEASE_STATE, STATE, 0, N_("State"))
FIELD (RELEASE, TEMPLATE,       "template",       TEXT,     0,                     TEMPLATE, 0, N_("Template"))
FIELD (RELEASE, LOCAL,          "release/local",  LOCAL,    0,                     LOCAL, 0, N_("Release moment"))
FIELD (RELEASE, ZONE,           "release/zone",   ZONE,     0,                     LOCAL, 0, N_("Time zone"))
FIELD (RELEASE, WINDOW,         "window",         DURATION, 0,                     WINDOW, 0, N_("Deployment window"))
FIELD (RELEASE, CONFLICTS,      "conflicts",      CONFLICTS, 0,                    CONFLICTS, 0, N_("Conflicts"))
FIELD (RELEASE, PHASES,         "phases",         LIST,     LIFT_KIND_PHASE,       PHASES, 0, N_("Phases"))
FIELD (RELEASE, RESPONSE_TITLE, "response/title", TEXT,     0,                     RESPONSE_TITLE, 0, N_("Incident response list"))
FIELD (RELEASE, RESPONSE,       "response/items", LIST,     LIFT_KIND_ITEM,        RESPONSE, 0, N_("Incident response steps"))
FIELD (RELEASE, INCIDENTS,      "incidents",      LIST,     LIFT_KIND_INCIDENT,    INCIDENTS, 0, N_("Incidents"))
FIELD (RELEASE, HISTORY,        "history",        HISTORY,  0,                     HISTORY, 0, N_("History"))

FIELD (PHASE, ID,               "id",             ID,       0,                     ID,    1, N_("Id"))
FIELD (PHASE, POSITION,         "position",       POSITION, 0,                     POSITION, 1, N_("Position"))
FIELD (PHASE, TITLE,            "title",          TEXT,     0,                     TITLE, 1, N_("Title"))
FIELD (PHASE, OFFSET,           "offset",         DURATION, 0,                     OFFSET, 0, N_("Offset"))
FIELD (PHASE, PINNED_LOCAL,     "pinned/local",   LOCAL,    0,                     PINNED_LOCAL, 0, N_("Pinned to"))
FIELD (PHASE, PINNED_ZONE,      "pinned/zone",    ZONE,     0,                     PINNED_LOCAL, 0, N_("Zone of the pin"))
FIELD (PHASE, CONFLICTS,        "conflicts",      CONFLICTS, 0,                    CONFLICTS, 0, N_("Conflicts"))
FIELD (PHASE, ITEMS,            "items",          LIST,     LIFT_KIND_ITEM,        ITEMS, 0, N_("Items"))

FIELD (ITEM, ID,                "id",             ID,       0,                     ID,    1, N_("Id"))
FIELD (ITEM, POSITION,          "position",       POSITION, 0,                     POSITION, 1, N_("Position"))
FIELD (ITEM, PARENT,            NULL,             PARENT,   0,                     POSITION, 0, N_("Phase"))
FIELD (ITEM, TEXT,              "text",           TEXT,     0,                     TEXT,  1, N_("Text"))
FIELD (ITEM, STATE,             "state",          ENUM,     LIFT_ENUM_ITEM_STATE,  STATE, 0, N_("State"))
FIELD (ITEM, REASON,            "reason",         TEXT,     0,                     STATE, 0, N_("Reason"))
FIELD (ITEM, ACCEPTED,          "accepted",       TEXT,     0,                     STATE, 0, N_("Risk accepted by"))
FIELD (ITEM, BY,                "by",             TEXT,     0,                     STATE, 0, N_("Who"))
FIELD (ITEM, AT,                "at",             INSTANT,  0,                     STATE, 0, N_("When"))
FIELD (ITEM, OWNER,             "owner",          TEXT,     0,                     OWNER, 0, N_("Owner"))
FIELD (ITEM, NOTE,              "note",           LONG_TEXT, 0,                    NOTE,  0, N_("Note"))
FIELD (ITEM, EVIDENCE,          "evidence",       URL,      0,                     EVIDENCE, 0, N_("Evidence"))
FIELD (ITEM, EVIDENCE_TITLE,    "evidence-title", TEXT,     0,                     EVIDENCE, 0, N_("Evidence title"))
FIELD (ITEM, CONFLICTS,         "conflicts",      CONFLICTS, 0,                    CONFLICTS, 0, N_("Conflicts"))

FIELD (INCIDENT, ID,            "id",             ID,       0,                     ID,    1, N_("Id"))
FIELD (INCIDENT, POSITION,      "position",       POSITION, 0,                     POSITION, 1, N_("Position"))
FIELD (INCIDENT, TITLE,         "title",          TEXT,     0,                     TITLE, 1, N_("Title"))
FIELD (INCIDENT, SEVERITY,      "severity",       ENUM,     LIFT_ENUM_SEVERITY,    SEVERITY, 0, N_("Severity"))
FIELD (INCIDENT, STATE,         "state",          ENUM,     LIFT_ENUM_INCIDENT_STATE, STATE, 0, N_("State"))
FIELD (INCIDENT, STARTED,       "started",        INSTANT,  0,                     STARTED, 0, N_("Started"))
FIELD (INCIDENT, DECLARED_BY,   "declared-by",    TEXT,     0,                     DECLARED_BY, 0, N_("Declared by"))
FIELD (INCIDENT, RESOLVED_AT,   "resolved-at",    INSTANT,  0,                     STATE, 0, N_("Resolved"))
FIELD (INCIDENT, CONFLICTS,     "conflicts",      CONFLICTS, 0,                    CONFLICTS, 0, N_("Conflicts"))
FIELD (INCIDENT, ITEMS,         "items",          LIST,     LIFT_KIND_ITEM,        ITEMS, 0, N_("Response steps"))
