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
#embed "../../scripts/checks/armed-no-vertical-plan.lua"
};
static const unsigned char file_43[] = {
#embed "../../scripts/checks/attendance-figures.lua"
};
static const unsigned char file_44[] = {
#embed "../../scripts/checks/city-total-differs.lua"
};
static const unsigned char file_45[] = {
#embed "../../scripts/checks/class-after-limit.lua"
};
static const unsigned char file_46[] = {
#embed "../../scripts/checks/class-count.lua"
};
static const unsigned char file_47[] = {
#embed "../../scripts/checks/class-eligibility.lua"
};
static const unsigned char file_48[] = {
#embed "../../scripts/checks/class-no-budget.lua"
};
static const unsigned char file_49[] = {
#embed "../../scripts/checks/class-no-chair.lua"
};
static const unsigned char file_50[] = {
#embed "../../scripts/checks/class-no-date.lua"
};
static const unsigned char file_51[] = {
#embed "../../scripts/checks/class-no-format.lua"
};
static const unsigned char file_52[] = {
#embed "../../scripts/checks/class-no-organizer.lua"
};
static const unsigned char file_53[] = {
#embed "../../scripts/checks/class-no-venue.lua"
};
static const unsigned char file_54[] = {
#embed "../../scripts/checks/class-on-day-off.lua"
};
static const unsigned char file_55[] = {
#embed "../../scripts/checks/event-dates-differ.lua"
};
static const unsigned char file_56[] = {
#embed "../../scripts/checks/format-against-level.lua"
};
static const unsigned char file_57[] = {
#embed "../../scripts/checks/invitation-late.lua"
};
static const unsigned char file_58[] = {
#embed "../../scripts/checks/invitee-category.lua"
};
static const unsigned char file_59[] = {
#embed "../../scripts/checks/logistics-open.lua"
};
static const unsigned char file_60[] = {
#embed "../../scripts/checks/material-audience.lua"
};
static const unsigned char file_61[] = {
#embed "../../scripts/checks/member-no-class.lua"
};
static const unsigned char file_62[] = {
#embed "../../scripts/checks/mode-against-format.lua"
};
static const unsigned char file_63[] = {
#embed "../../scripts/checks/numbering-gap.lua"
};
static const unsigned char file_64[] = {
#embed "../../scripts/checks/over-capacity.lua"
};
static const unsigned char file_65[] = {
#embed "../../scripts/checks/percent-differs.lua"
};
static const unsigned char file_66[] = {
#embed "../../scripts/checks/person-category.lua"
};
static const unsigned char file_67[] = {
#embed "../../scripts/checks/person-several-classes.lua"
};
static const unsigned char file_68[] = {
#embed "../../scripts/checks/report-against-attendance.lua"
};
static const unsigned char file_69[] = {
#embed "../../scripts/checks/report-before-class.lua"
};
static const unsigned char file_70[] = {
#embed "../../scripts/checks/report-figures-blank.lua"
};
static const unsigned char file_71[] = {
#embed "../../scripts/checks/report-figures.lua"
};
static const unsigned char file_72[] = {
#embed "../../scripts/checks/report-late.lua"
};
static const unsigned char file_73[] = {
#embed "../../scripts/checks/restricted-in-output.lua"
};
static const unsigned char file_74[] = {
#embed "../../scripts/checks/review-due.lua"
};
static const unsigned char file_75[] = {
#embed "../../scripts/checks/speaker-twice.lua"
};
static const unsigned char file_76[] = {
#embed "../../scripts/checks/summoned-differs.lua"
};
static const unsigned char file_77[] = {
#embed "../../scripts/checks/task-before-trigger.lua"
};
static const unsigned char file_78[] = {
#embed "../../scripts/checks/task-no-date.lua"
};
static const unsigned char file_79[] = {
#embed "../../scripts/checks/task-overdue.lua"
};
static const unsigned char file_80[] = {
#embed "../../scripts/checks/topic-no-owner.lua"
};
static const unsigned char file_81[] = {
#embed "../../scripts/checks/trigger-no-output.lua"
};
static const unsigned char file_82[] = {
#embed "../../scripts/checks/uncovered-not-handed-on.lua"
};
static const unsigned char file_83[] = {
#embed "../../scripts/checks/unit-figures.lua"
};
static const unsigned char file_84[] = {
#embed "../../scripts/checks/unit-no-recipient.lua"
};
static const unsigned char file_85[] = {
#embed "../../scripts/checks/unit-no-study-plan.lua"
};
static const unsigned char file_86[] = {
#embed "../../scripts/checks/unit-no-summons.lua"
};
static const unsigned char file_87[] = {
#embed "../../scripts/checks/unit-not-reported.lua"
};
static const unsigned char file_88[] = {
#embed "../../scripts/checks/unit-two-names.lua"
};
static const unsigned char file_89[] = {
#embed "../../scripts/checks/venue-twice.lua"
};
static const unsigned char file_90[] = {
#embed "../../scripts/data-quality.lua"
};
static const unsigned char file_91[] = {
#embed "../../scripts/deadlines.lua"
};
static const unsigned char file_92[] = {
#embed "../../scripts/draft-ask-correction.lua"
};
static const unsigned char file_93[] = {
#embed "../../scripts/draft-ask-rosters.lua"
};
static const unsigned char file_94[] = {
#embed "../../scripts/draft-city-report.lua"
};
static const unsigned char file_95[] = {
#embed "../../scripts/draft-invite-chair.lua"
};
static const unsigned char file_96[] = {
#embed "../../scripts/draft-invite-guests.lua"
};
static const unsigned char file_97[] = {
#embed "../../scripts/draft-invite-personal.lua"
};
static const unsigned char file_98[] = {
#embed "../../scripts/draft-invite.lua"
};
static const unsigned char file_99[] = {
#embed "../../scripts/draft-periodic-summary.lua"
};
static const unsigned char file_100[] = {
#embed "../../scripts/draft-remind-class.lua"
};
static const unsigned char file_101[] = {
#embed "../../scripts/draft-remind-report.lua"
};
static const unsigned char file_102[] = {
#embed "../../scripts/draft-summon.lua"
};
static const unsigned char file_103[] = {
#embed "../../scripts/draft-tell-trigger.lua"
};
static const unsigned char file_104[] = {
#embed "../../scripts/draft-tell-venue.lua"
};
static const unsigned char file_105[] = {
#embed "../../scripts/draft-unit-report.lua"
};
static const unsigned char file_106[] = {
#embed "../../scripts/lib/class_days.lua"
};
static const unsigned char file_107[] = {
#embed "../../scripts/lib/classes.lua"
};
static const unsigned char file_108[] = {
#embed "../../scripts/lib/coverage.lua"
};
static const unsigned char file_109[] = {
#embed "../../scripts/lib/deadline.lua"
};
static const unsigned char file_110[] = {
#embed "../../scripts/lib/footnote.lua"
};
static const unsigned char file_111[] = {
#embed "../../scripts/lib/letter.lua"
};
static const unsigned char file_112[] = {
#embed "../../scripts/lib/page.lua"
};
static const unsigned char file_113[] = {
#embed "../../scripts/logistics.lua"
};
static const unsigned char file_114[] = {
#embed "../../scripts/materials.lua"
};
static const unsigned char file_115[] = {
#embed "../../scripts/missing-reports.lua"
};
static const unsigned char file_116[] = {
#embed "../../scripts/programmes.lua"
};
static const unsigned char file_117[] = {
#embed "../../scripts/responsibilities.lua"
};
static const unsigned char file_118[] = {
#embed "../../scripts/summary.lua"
};
static const unsigned char file_119[] = {
#embed "../../scripts/templates/basis.mustache"
};
static const unsigned char file_120[] = {
#embed "../../scripts/templates/city-report.mustache"
};
static const unsigned char file_121[] = {
#embed "../../scripts/templates/correction-request.mustache"
};
static const unsigned char file_122[] = {
#embed "../../scripts/templates/figures.mustache"
};
static const unsigned char file_123[] = {
#embed "../../scripts/templates/invitation-chair.mustache"
};
static const unsigned char file_124[] = {
#embed "../../scripts/templates/invitation-guests.mustache"
};
static const unsigned char file_125[] = {
#embed "../../scripts/templates/invitation-personal.mustache"
};
static const unsigned char file_126[] = {
#embed "../../scripts/templates/invitation.mustache"
};
static const unsigned char file_127[] = {
#embed "../../scripts/templates/letter-foot.mustache"
};
static const unsigned char file_128[] = {
#embed "../../scripts/templates/letter-head.mustache"
};
static const unsigned char file_129[] = {
#embed "../../scripts/templates/periodic-summary.mustache"
};
static const unsigned char file_130[] = {
#embed "../../scripts/templates/reminder-class.mustache"
};
static const unsigned char file_131[] = {
#embed "../../scripts/templates/reminder-overdue.mustache"
};
static const unsigned char file_132[] = {
#embed "../../scripts/templates/reminder-report.mustache"
};
static const unsigned char file_133[] = {
#embed "../../scripts/templates/roster-request.mustache"
};
static const unsigned char file_134[] = {
#embed "../../scripts/templates/session.mustache"
};
static const unsigned char file_135[] = {
#embed "../../scripts/templates/summons.mustache"
};
static const unsigned char file_136[] = {
#embed "../../scripts/templates/trigger.mustache"
};
static const unsigned char file_137[] = {
#embed "../../scripts/templates/unit-report.mustache"
};
static const unsigned char file_138[] = {
#embed "../../scripts/templates/venue.mustache"
};
static const unsigned char file_139[] = {
#embed "../../scripts/uncovered.lua"
};
static const unsigned char file_140[] = {
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
  {"scripts/checks/armed-no-vertical-plan.lua", file_42, sizeof file_42},
  {"scripts/checks/attendance-figures.lua", file_43, sizeof file_43},
  {"scripts/checks/city-total-differs.lua", file_44, sizeof file_44},
  {"scripts/checks/class-after-limit.lua", file_45, sizeof file_45},
  {"scripts/checks/class-count.lua", file_46, sizeof file_46},
  {"scripts/checks/class-eligibility.lua", file_47, sizeof file_47},
  {"scripts/checks/class-no-budget.lua", file_48, sizeof file_48},
  {"scripts/checks/class-no-chair.lua", file_49, sizeof file_49},
  {"scripts/checks/class-no-date.lua", file_50, sizeof file_50},
  {"scripts/checks/class-no-format.lua", file_51, sizeof file_51},
  {"scripts/checks/class-no-organizer.lua", file_52, sizeof file_52},
  {"scripts/checks/class-no-venue.lua", file_53, sizeof file_53},
  {"scripts/checks/class-on-day-off.lua", file_54, sizeof file_54},
  {"scripts/checks/event-dates-differ.lua", file_55, sizeof file_55},
  {"scripts/checks/format-against-level.lua", file_56, sizeof file_56},
  {"scripts/checks/invitation-late.lua", file_57, sizeof file_57},
  {"scripts/checks/invitee-category.lua", file_58, sizeof file_58},
  {"scripts/checks/logistics-open.lua", file_59, sizeof file_59},
  {"scripts/checks/material-audience.lua", file_60, sizeof file_60},
  {"scripts/checks/member-no-class.lua", file_61, sizeof file_61},
  {"scripts/checks/mode-against-format.lua", file_62, sizeof file_62},
  {"scripts/checks/numbering-gap.lua", file_63, sizeof file_63},
  {"scripts/checks/over-capacity.lua", file_64, sizeof file_64},
  {"scripts/checks/percent-differs.lua", file_65, sizeof file_65},
  {"scripts/checks/person-category.lua", file_66, sizeof file_66},
  {"scripts/checks/person-several-classes.lua", file_67, sizeof file_67},
  {"scripts/checks/report-against-attendance.lua", file_68, sizeof file_68},
  {"scripts/checks/report-before-class.lua", file_69, sizeof file_69},
  {"scripts/checks/report-figures-blank.lua", file_70, sizeof file_70},
  {"scripts/checks/report-figures.lua", file_71, sizeof file_71},
  {"scripts/checks/report-late.lua", file_72, sizeof file_72},
  {"scripts/checks/restricted-in-output.lua", file_73, sizeof file_73},
  {"scripts/checks/review-due.lua", file_74, sizeof file_74},
  {"scripts/checks/speaker-twice.lua", file_75, sizeof file_75},
  {"scripts/checks/summoned-differs.lua", file_76, sizeof file_76},
  {"scripts/checks/task-before-trigger.lua", file_77, sizeof file_77},
  {"scripts/checks/task-no-date.lua", file_78, sizeof file_78},
  {"scripts/checks/task-overdue.lua", file_79, sizeof file_79},
  {"scripts/checks/topic-no-owner.lua", file_80, sizeof file_80},
  {"scripts/checks/trigger-no-output.lua", file_81, sizeof file_81},
  {"scripts/checks/uncovered-not-handed-on.lua", file_82, sizeof file_82},
  {"scripts/checks/unit-figures.lua", file_83, sizeof file_83},
  {"scripts/checks/unit-no-recipient.lua", file_84, sizeof file_84},
  {"scripts/checks/unit-no-study-plan.lua", file_85, sizeof file_85},
  {"scripts/checks/unit-no-summons.lua", file_86, sizeof file_86},
  {"scripts/checks/unit-not-reported.lua", file_87, sizeof file_87},
  {"scripts/checks/unit-two-names.lua", file_88, sizeof file_88},
  {"scripts/checks/venue-twice.lua", file_89, sizeof file_89},
  {"scripts/data-quality.lua", file_90, sizeof file_90},
  {"scripts/deadlines.lua", file_91, sizeof file_91},
  {"scripts/draft-ask-correction.lua", file_92, sizeof file_92},
  {"scripts/draft-ask-rosters.lua", file_93, sizeof file_93},
  {"scripts/draft-city-report.lua", file_94, sizeof file_94},
  {"scripts/draft-invite-chair.lua", file_95, sizeof file_95},
  {"scripts/draft-invite-guests.lua", file_96, sizeof file_96},
  {"scripts/draft-invite-personal.lua", file_97, sizeof file_97},
  {"scripts/draft-invite.lua", file_98, sizeof file_98},
  {"scripts/draft-periodic-summary.lua", file_99, sizeof file_99},
  {"scripts/draft-remind-class.lua", file_100, sizeof file_100},
  {"scripts/draft-remind-report.lua", file_101, sizeof file_101},
  {"scripts/draft-summon.lua", file_102, sizeof file_102},
  {"scripts/draft-tell-trigger.lua", file_103, sizeof file_103},
  {"scripts/draft-tell-venue.lua", file_104, sizeof file_104},
  {"scripts/draft-unit-report.lua", file_105, sizeof file_105},
  {"scripts/lib/class_days.lua", file_106, sizeof file_106},
  {"scripts/lib/classes.lua", file_107, sizeof file_107},
  {"scripts/lib/coverage.lua", file_108, sizeof file_108},
  {"scripts/lib/deadline.lua", file_109, sizeof file_109},
  {"scripts/lib/footnote.lua", file_110, sizeof file_110},
  {"scripts/lib/letter.lua", file_111, sizeof file_111},
  {"scripts/lib/page.lua", file_112, sizeof file_112},
  {"scripts/logistics.lua", file_113, sizeof file_113},
  {"scripts/materials.lua", file_114, sizeof file_114},
  {"scripts/missing-reports.lua", file_115, sizeof file_115},
  {"scripts/programmes.lua", file_116, sizeof file_116},
  {"scripts/responsibilities.lua", file_117, sizeof file_117},
  {"scripts/summary.lua", file_118, sizeof file_118},
  {"scripts/templates/basis.mustache", file_119, sizeof file_119},
  {"scripts/templates/city-report.mustache", file_120, sizeof file_120},
  {"scripts/templates/correction-request.mustache", file_121, sizeof file_121},
  {"scripts/templates/figures.mustache", file_122, sizeof file_122},
  {"scripts/templates/invitation-chair.mustache", file_123, sizeof file_123},
  {"scripts/templates/invitation-guests.mustache", file_124, sizeof file_124},
  {"scripts/templates/invitation-personal.mustache", file_125, sizeof file_125},
  {"scripts/templates/invitation.mustache", file_126, sizeof file_126},
  {"scripts/templates/letter-foot.mustache", file_127, sizeof file_127},
  {"scripts/templates/letter-head.mustache", file_128, sizeof file_128},
  {"scripts/templates/periodic-summary.mustache", file_129, sizeof file_129},
  {"scripts/templates/reminder-class.mustache", file_130, sizeof file_130},
  {"scripts/templates/reminder-overdue.mustache", file_131, sizeof file_131},
  {"scripts/templates/reminder-report.mustache", file_132, sizeof file_132},
  {"scripts/templates/roster-request.mustache", file_133, sizeof file_133},
  {"scripts/templates/session.mustache", file_134, sizeof file_134},
  {"scripts/templates/summons.mustache", file_135, sizeof file_135},
  {"scripts/templates/trigger.mustache", file_136, sizeof file_136},
  {"scripts/templates/unit-report.mustache", file_137, sizeof file_137},
  {"scripts/templates/venue.mustache", file_138, sizeof file_138},
  {"scripts/uncovered.lua", file_139, sizeof file_139},
  {"scripts/waiting.lua", file_140, sizeof file_140},
};

const shipped_file *shipped_files(size_t *count) {
  *count = sizeof files / sizeof files[0];
  return files;
}
