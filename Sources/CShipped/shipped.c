// Written by list.sh.
#include "CShipped.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_0[] = {
#embed "../../examples/plan-130/attendance/dv-001.json"
};
static const unsigned char file_1[] = {
#embed "../../examples/plan-130/attendance/dv-002.json"
};
static const unsigned char file_2[] = {
#embed "../../examples/plan-130/attendance/dv-003.json"
};
static const unsigned char file_3[] = {
#embed "../../examples/plan-130/attendance/dv-004.json"
};
static const unsigned char file_4[] = {
#embed "../../examples/plan-130/attendance/dv-005.json"
};
static const unsigned char file_5[] = {
#embed "../../examples/plan-130/attendance/dv-006.json"
};
static const unsigned char file_6[] = {
#embed "../../examples/plan-130/attendance/dv-007.json"
};
static const unsigned char file_7[] = {
#embed "../../examples/plan-130/attendance/dv-008.json"
};
static const unsigned char file_8[] = {
#embed "../../examples/plan-130/attendance/dv-009.json"
};
static const unsigned char file_9[] = {
#embed "../../examples/plan-130/attendance/dv-010.json"
};
static const unsigned char file_10[] = {
#embed "../../examples/plan-130/attendance/dv-011.json"
};
static const unsigned char file_11[] = {
#embed "../../examples/plan-130/attendance/dv-012.json"
};
static const unsigned char file_12[] = {
#embed "../../examples/plan-130/audiences.json"
};
static const unsigned char file_13[] = {
#embed "../../examples/plan-130/budget.json"
};
static const unsigned char file_14[] = {
#embed "../../examples/plan-130/communications.json"
};
static const unsigned char file_15[] = {
#embed "../../examples/plan-130/logistics.json"
};
static const unsigned char file_16[] = {
#embed "../../examples/plan-130/materials.json"
};
static const unsigned char file_17[] = {
#embed "../../examples/plan-130/people/dv-001.json"
};
static const unsigned char file_18[] = {
#embed "../../examples/plan-130/people/dv-002.json"
};
static const unsigned char file_19[] = {
#embed "../../examples/plan-130/people/dv-003.json"
};
static const unsigned char file_20[] = {
#embed "../../examples/plan-130/people/dv-004.json"
};
static const unsigned char file_21[] = {
#embed "../../examples/plan-130/people/dv-005.json"
};
static const unsigned char file_22[] = {
#embed "../../examples/plan-130/people/dv-006.json"
};
static const unsigned char file_23[] = {
#embed "../../examples/plan-130/people/dv-007.json"
};
static const unsigned char file_24[] = {
#embed "../../examples/plan-130/people/dv-008.json"
};
static const unsigned char file_25[] = {
#embed "../../examples/plan-130/people/dv-009.json"
};
static const unsigned char file_26[] = {
#embed "../../examples/plan-130/people/dv-010.json"
};
static const unsigned char file_27[] = {
#embed "../../examples/plan-130/people/dv-011.json"
};
static const unsigned char file_28[] = {
#embed "../../examples/plan-130/people/dv-012.json"
};
static const unsigned char file_29[] = {
#embed "../../examples/plan-130/plan.json"
};
static const unsigned char file_30[] = {
#embed "../../examples/plan-130/programmes.json"
};
static const unsigned char file_31[] = {
#embed "../../examples/plan-130/recipients.json"
};
static const unsigned char file_32[] = {
#embed "../../examples/plan-130/reports.json"
};
static const unsigned char file_33[] = {
#embed "../../examples/plan-130/sessions.json"
};
static const unsigned char file_34[] = {
#embed "../../examples/plan-130/store.json"
};
static const unsigned char file_35[] = {
#embed "../../examples/plan-130/tasks.json"
};
static const unsigned char file_36[] = {
#embed "../../examples/plan-130/topics.json"
};
static const unsigned char file_37[] = {
#embed "../../examples/plan-130/triggers.json"
};
static const unsigned char file_38[] = {
#embed "../../examples/plan-130/units.json"
};
static const unsigned char file_39[] = {
#embed "../../scripts/absentees.lua"
};
static const unsigned char file_40[] = {
#embed "../../scripts/by-class.lua"
};
static const unsigned char file_41[] = {
#embed "../../scripts/calendar.lua"
};
static const unsigned char file_42[] = {
#embed "../../scripts/data-quality.lua"
};
static const unsigned char file_43[] = {
#embed "../../scripts/deadlines.lua"
};
static const unsigned char file_44[] = {
#embed "../../scripts/lib/classes.lua"
};
static const unsigned char file_45[] = {
#embed "../../scripts/lib/deadline.lua"
};
static const unsigned char file_46[] = {
#embed "../../scripts/lib/page.lua"
};
static const unsigned char file_47[] = {
#embed "../../scripts/logistics.lua"
};
static const unsigned char file_48[] = {
#embed "../../scripts/materials.lua"
};
static const unsigned char file_49[] = {
#embed "../../scripts/missing-reports.lua"
};
static const unsigned char file_50[] = {
#embed "../../scripts/programmes.lua"
};
static const unsigned char file_51[] = {
#embed "../../scripts/responsibilities.lua"
};
static const unsigned char file_52[] = {
#embed "../../scripts/summary.lua"
};
static const unsigned char file_53[] = {
#embed "../../scripts/uncovered.lua"
};
static const unsigned char file_54[] = {
#embed "../../scripts/waiting.lua"
};

static const shipped_file files[] = {
  {"examples/plan-130/attendance/dv-001.json", file_0, sizeof file_0},
  {"examples/plan-130/attendance/dv-002.json", file_1, sizeof file_1},
  {"examples/plan-130/attendance/dv-003.json", file_2, sizeof file_2},
  {"examples/plan-130/attendance/dv-004.json", file_3, sizeof file_3},
  {"examples/plan-130/attendance/dv-005.json", file_4, sizeof file_4},
  {"examples/plan-130/attendance/dv-006.json", file_5, sizeof file_5},
  {"examples/plan-130/attendance/dv-007.json", file_6, sizeof file_6},
  {"examples/plan-130/attendance/dv-008.json", file_7, sizeof file_7},
  {"examples/plan-130/attendance/dv-009.json", file_8, sizeof file_8},
  {"examples/plan-130/attendance/dv-010.json", file_9, sizeof file_9},
  {"examples/plan-130/attendance/dv-011.json", file_10, sizeof file_10},
  {"examples/plan-130/attendance/dv-012.json", file_11, sizeof file_11},
  {"examples/plan-130/audiences.json", file_12, sizeof file_12},
  {"examples/plan-130/budget.json", file_13, sizeof file_13},
  {"examples/plan-130/communications.json", file_14, sizeof file_14},
  {"examples/plan-130/logistics.json", file_15, sizeof file_15},
  {"examples/plan-130/materials.json", file_16, sizeof file_16},
  {"examples/plan-130/people/dv-001.json", file_17, sizeof file_17},
  {"examples/plan-130/people/dv-002.json", file_18, sizeof file_18},
  {"examples/plan-130/people/dv-003.json", file_19, sizeof file_19},
  {"examples/plan-130/people/dv-004.json", file_20, sizeof file_20},
  {"examples/plan-130/people/dv-005.json", file_21, sizeof file_21},
  {"examples/plan-130/people/dv-006.json", file_22, sizeof file_22},
  {"examples/plan-130/people/dv-007.json", file_23, sizeof file_23},
  {"examples/plan-130/people/dv-008.json", file_24, sizeof file_24},
  {"examples/plan-130/people/dv-009.json", file_25, sizeof file_25},
  {"examples/plan-130/people/dv-010.json", file_26, sizeof file_26},
  {"examples/plan-130/people/dv-011.json", file_27, sizeof file_27},
  {"examples/plan-130/people/dv-012.json", file_28, sizeof file_28},
  {"examples/plan-130/plan.json", file_29, sizeof file_29},
  {"examples/plan-130/programmes.json", file_30, sizeof file_30},
  {"examples/plan-130/recipients.json", file_31, sizeof file_31},
  {"examples/plan-130/reports.json", file_32, sizeof file_32},
  {"examples/plan-130/sessions.json", file_33, sizeof file_33},
  {"examples/plan-130/store.json", file_34, sizeof file_34},
  {"examples/plan-130/tasks.json", file_35, sizeof file_35},
  {"examples/plan-130/topics.json", file_36, sizeof file_36},
  {"examples/plan-130/triggers.json", file_37, sizeof file_37},
  {"examples/plan-130/units.json", file_38, sizeof file_38},
  {"scripts/absentees.lua", file_39, sizeof file_39},
  {"scripts/by-class.lua", file_40, sizeof file_40},
  {"scripts/calendar.lua", file_41, sizeof file_41},
  {"scripts/data-quality.lua", file_42, sizeof file_42},
  {"scripts/deadlines.lua", file_43, sizeof file_43},
  {"scripts/lib/classes.lua", file_44, sizeof file_44},
  {"scripts/lib/deadline.lua", file_45, sizeof file_45},
  {"scripts/lib/page.lua", file_46, sizeof file_46},
  {"scripts/logistics.lua", file_47, sizeof file_47},
  {"scripts/materials.lua", file_48, sizeof file_48},
  {"scripts/missing-reports.lua", file_49, sizeof file_49},
  {"scripts/programmes.lua", file_50, sizeof file_50},
  {"scripts/responsibilities.lua", file_51, sizeof file_51},
  {"scripts/summary.lua", file_52, sizeof file_52},
  {"scripts/uncovered.lua", file_53, sizeof file_53},
  {"scripts/waiting.lua", file_54, sizeof file_54},
};

const shipped_file *shipped_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
