/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/conflict.h"
#include "life-fixture.h"

/* What a story leaves: the attempts, and the state of the release. */
static void
test_stories (void)
{
  static const struct
  {
    const char *story, *attempts, *state, *refusal;
  } cases[] = {
    { "start", "Production runs", "active" },
    { "start EU", "EU runs", "active" },
    { "plan EU", "EU waits", "planned" },
    { "plan EU; start EU", "EU runs", "active" },
    { "plan EU; start-planned", "EU runs", "active" },
    { "plan EU; start eu", "EU runs", "active" },
    { "plan EU; start US", "EU waits, US runs", "active" },
    /* how it ends */
    { "start EU; end EU succeeded", "EU succeeded", "released" },
    { "start EU; end EU rolled-back", "EU rolled-back", "rolled-back" },
    { "start EU; end EU failed", "EU failed", "active" },
    { "start EU; end EU aborted", "EU aborted", "active" },
    /* several side by side: nothing is said before the last one has ended; one that stands is enough */
    { "start EU; start US", "EU runs, US runs", "active" },
    { "start EU; start US; end EU succeeded", "EU succeeded, US runs", "active" },
    { "start EU; start US; end EU succeeded; end US succeeded", "EU succeeded, US succeeded", "released" },
    { "start EU; start US; end EU rolled-back; end US succeeded", "EU rolled-back, US succeeded", "released" },
    { "start EU; start US; end EU succeeded; end US failed", "EU succeeded, US failed", "released" },
    { "start EU; start US; end EU rolled-back; end US failed", "EU rolled-back, US failed", "rolled-back" },
    { "start EU; start US; end EU failed; end US aborted", "EU failed, US aborted", "active" },
    /* waves: one that is still to come keeps the release active, but for when all that was deployed is rolled back */
    { "plan US; start EU; end EU succeeded", "US waits, EU succeeded", "active" },
    { "plan US; start EU; end EU rolled-back", "US waits, EU rolled-back", "rolled-back" },
    { "plan US; start EU; end EU succeeded; start US; end US succeeded", "US succeeded, EU succeeded", "released" },
    { "plan US; start EU; end EU succeeded; end US aborted", "US aborted, EU succeeded", "released" },
    { "plan EU; end EU aborted", "EU aborted", "planned" },
    /* a wave after the last one joins the attempt that stands */
    { "start EU; end EU succeeded; start US", "EU succeeded, US runs", "active" },
    { "start EU; end EU succeeded; plan US", "EU succeeded, US waits", "released" },
    /* the same target again is a new attempt, and so is any once nothing stands */
    { "start EU; end EU failed; start EU", "EU failed | EU runs", "active" },
    { "start EU; end EU succeeded; start EU", "EU succeeded | EU runs", "active" },
    { "start EU; end EU rolled-back; start US", "EU rolled-back | US runs", "active" },
    { "start EU; end EU rolled-back; plan US", "EU rolled-back | US waits", "rolled-back" },
    { "start EU; end EU rolled-back; plan US; start US", "EU rolled-back | US runs", "active" },
    { "start EU; end EU rolled-back; plan US; start EU", "EU rolled-back | US waits, EU runs", "active" },
    { "start EU; start US; end EU failed; end US succeeded; start EU", "EU failed, US succeeded | EU runs", "active" },
    { "start EU; end EU succeeded; again US", "EU succeeded | US runs", "active" },
    { "start EU; end EU rolled-back; start EU; end EU succeeded", "EU rolled-back | EU succeeded", "released" },
    { "start EU; end EU rolled-back; start", "EU rolled-back | EU runs", "active" },
    /* what is recorded again is corrected */
    { "start EU; end EU succeeded; end EU rolled-back", "EU rolled-back", "rolled-back" },
    { "start EU; end EU rolled-back; end EU succeeded", "EU succeeded", "released" },
    { "start EU; end EU succeeded; end EU failed", "EU failed", "active" },
    { "start EU; end EU rolled-back; end EU failed", "EU failed", "active" },
    { "start EU; start US; end EU succeeded; end US succeeded; end US failed", "EU succeeded, US failed", "released" },
    { "start EU; end EU rolled-back; plan US; end US aborted", "EU rolled-back | US aborted", "rolled-back" },
    /* of an attempt that is past nothing follows */
    { "start EU; end EU failed; start EU; end EU rolled-back", "EU failed | EU rolled-back", "rolled-back" },
    { "start EU; end EU failed; start US; end US succeeded; end EU rolled-back", "EU rolled-back | US succeeded", "released" },
    { "start EU; end EU failed; start US; end US succeeded; state active; end EU rolled-back", "EU rolled-back | US succeeded", "active" },
    /* a release that is rolled back takes with it what stood, so that whatever comes next is a new attempt */
    { "start EU; end EU succeeded; state rolled-back", "EU rolled-back", "rolled-back" },
    { "start EU; end EU succeeded; state rolled-back; start US", "EU rolled-back | US runs", "active" },
    { "start EU; end EU succeeded; state rolled-back; undo", "EU succeeded", "released" },
    { "start EU; start US; end EU failed; end US succeeded; state rolled-back", "EU failed, US rolled-back", "rolled-back" },
    { "plan US; start EU; end EU succeeded; state rolled-back", "US waits, EU rolled-back", "rolled-back" },
    { "start EU; end EU succeeded; start EU; end EU succeeded; state rolled-back", "EU succeeded | EU rolled-back", "rolled-back" },
    /* a hold, an end or a closing are not lifted by the end of a deployment */
    { "start EU; state on-hold; end EU succeeded", "EU succeeded", "on-hold" },
    { "start EU; end EU failed; state aborted; end EU rolled-back", "EU rolled-back", "aborted" },
    /* refused */
    { "start EU; start EU", "EU runs", "active", "The deployment to “EU” is running already: record its end first" },
    { "start EU; start-planned", "EU runs", "active", "The deployment to “EU” is running already: record its end first" },
    { "plan EU; plan US; start-planned", "EU waits, US waits", "planned", "2 deployments are planned: name the target of one" },
    { "start EU; again US", "EU runs", "active", "A deployment of this attempt is running: record its end before a new attempt" },
    { "start EU; start US; end EU failed; start EU", "EU failed, US runs", "active",
      "A deployment of this attempt is running: record its end before a new attempt" },
    { "start EU; start US; end EU failed; plan EU", "EU failed, US runs", "active",
      "A deployment of this attempt is running: record its end before a new attempt" },
    { "plan EU; plan eu", "EU waits", "planned",
      "There is a deployment to “eu” in this attempt already: change that one, or name another target" },
    { "start EU; plan EU", "EU runs", "active",
      "There is a deployment to “EU” in this attempt already: change that one, or name another target" },
    { "plan EU 2026-13-10T10:00", "", "planned", "Planned start: “2026-13-10T10:00” is not a date and time such as 2026-12-09T10:00" },
    { "plan EU 2026-12-10T10:00 -PT1H", "", "planned", "Deployment window: “-PT1H” is not a length of time: write it as PT2H or P1D" },
    { "plan EU 2026-12-10T10:00 PT0S", "", "planned", "Deployment window: “PT0S” is not a length of time: write it as PT2H or P1D" },
    { "plan EU; end EU succeeded", "EU waits", "planned", "The deployment to “EU” was not started: record its start first" },
    { "@12-09T09:00 start EU; @12-09T08:59 end EU succeeded", "EU runs", "active",
      "It would have ended before it was started: correct one of the two times" },
    { "state on-hold; start EU", "", "on-hold", "The release is on hold: resume it before a deployment" },
    { "state on-hold; plan EU", "", "on-hold", "The release is on hold: resume it before a deployment" },
    { "state aborted; start EU", "", "aborted", "The release is aborted: make it active before a deployment" },
    { "state aborted; state closed; start EU", "", "closed", "The release is closed: reopen it before a deployment" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      g_autoptr (GError) error = NULL;
      g_autofree char *attempts = NULL;

      g_test_message ("%s", cases[i].story);
      life_tell (document, cases[i].story, &error);
      attempts = life_attempts (lift_document_get_root (document));
      g_assert_cmpstr (attempts, ==, cases[i].attempts);
      g_assert_cmpstr (lift_enum_word (LIFT_ENUM_RELEASE_STATE, lift_node_get_enum (lift_document_get_root (document), LIFT_RELEASE_STATE)),
                       ==, cases[i].state);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].refusal);
    }
}

/* What is not said is known from what was planned, or from what was deployed last; the build of a new attempt is another one. */
static void
test_known (void)
{
  g_autoptr (LiftDocument) document = life_document ();
  LiftAct act = life_act ("Bo", 0);
  LiftNode *deployment;
  g_autoptr (LiftGroup) plan = NULL;
  static const struct
  {
    const char *story, *target, *build, *ticket;
  } cases[] = {
    { "start EU", "EU", "rc1", "CHG-1" },
    { "start US", "US", "rc1", "CHG-1" },
    { "end EU failed; end US failed; start US", "US", NULL, "CHG-1" },
    { "end US failed; start US rc2", "US", "rc2", "CHG-1" },
  };

  plan = lift_intent_deploy_plan (lift_document_get_root (document), &(LiftDeployment) { "EU", "rc1", " CHG-1 ", NULL, NULL }, &act, NULL, NULL);
  life_apply (document, plan, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].story);
      life_tell (document, cases[i].story, NULL);
      deployment = life_find_deployment (lift_document_get_root (document), cases[i].target);
      g_assert_cmpstr (lift_node_get_text (deployment, LIFT_DEPLOYMENT_BUILD), ==, cases[i].build);
      g_assert_cmpstr (lift_node_get_text (deployment, LIFT_DEPLOYMENT_TICKET), ==, cases[i].ticket);
      g_assert_cmpstr (lift_node_get_text (deployment, LIFT_DEPLOYMENT_STARTED_BY), ==, "Ana Ortiz");
      g_assert_cmpint (lift_node_get_instant (deployment, LIFT_DEPLOYMENT_STARTED), ==, life_at ("12-01T09:00"));
    }
}

/* The end, who recorded it and why are one with the outcome; the release says the same. */
static void
test_end (void)
{
  g_autoptr (LiftDocument) document = life_document ();
  g_autoptr (LiftGroup) same = NULL;
  g_autoptr (GError) error = NULL;
  LiftNode *deployment, *root;

  g_assert_null (lift_intent_deploy_end (lift_document_get_root (document), NULL, LIFT_OUTCOME_SUCCEEDED, NULL, NULL, 0, &error));
  g_assert_cmpstr (error->message, ==, "No deployment is running: record its start first");
  g_clear_error (&error);

  life_tell (document, "@12-09T09:00 start EU; start US", NULL);
  g_assert_null (lift_intent_deploy_end (lift_document_get_root (document), NULL, LIFT_OUTCOME_SUCCEEDED, NULL, NULL, life_at ("12-09T10:00"), &error));
  g_assert_cmpstr (error->message, ==, "2 deployments are running: name the target of one");
  g_clear_error (&error);
  g_assert_null (lift_intent_deploy_end (lift_document_get_root (document), "nobody", LIFT_OUTCOME_SUCCEEDED, NULL, NULL, 0, &error));
  g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);

  life_tell (document, "@12-09T10:30 end EU failed", NULL);
  {
    g_autoptr (LiftGroup) end = lift_intent_deploy_end (lift_document_get_root (document), NULL, LIFT_OUTCOME_ROLLED_BACK, "500s", "Bo", life_at ("12-09T11:00"), NULL);

    life_apply (document, end, 0);
  }
  root = lift_document_get_root (document);
  deployment = life_find_deployment (root, "US");
  g_assert_cmpstr (lift_node_get_text (deployment, LIFT_DEPLOYMENT_REASON), ==, "500s");
  g_assert_cmpstr (lift_node_get_text (deployment, LIFT_DEPLOYMENT_ENDED_BY), ==, "Bo");
  g_assert_cmpint (lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED), ==, life_at ("12-09T11:00"));
  g_assert_cmpstr (lift_node_get_text (root, LIFT_RELEASE_STATE_REASON), ==, "US: 500s");
  g_assert_cmpstr (lift_node_get_text (root, LIFT_RELEASE_STATE_BY), ==, "Bo");
  g_assert_cmpint (lift_node_get_instant (root, LIFT_RELEASE_STATE_AT), ==, life_at ("12-09T11:00"));

  same = lift_intent_deploy_end (root, lift_node_get_id (deployment), LIFT_OUTCOME_ROLLED_BACK, "500s", "Cai", life_at ("12-09T12:00"), NULL);
  g_assert_cmpuint (lift_group_get_n_edits (same), ==, 0);
}

static void
test_correct (void)
{
#define KEEP LIFT_NO_INSTANT
  static const struct
  {
    const char    *story;
    LiftDeployment correct;
    const char    *refusal;
    guint          n_edits;
  } cases[] = {
    { "start EU", { NULL, NULL, NULL, NULL, NULL, KEEP, KEEP }, NULL, 0 },
    { "start EU rc1", { "EU", "rc1", NULL, NULL, NULL, KEEP, KEEP }, NULL, 0 },
    { "start EU rc1", { NULL, "rc2", "CHG-1", NULL, NULL, KEEP, KEEP }, NULL, 2 },
    { "start EU rc1", { NULL, "", NULL, NULL, NULL, KEEP, KEEP }, NULL, 1 },
    { "plan EU", { "US", NULL, NULL, "2026-12-10T10:00", "PT3H", KEEP, KEEP }, NULL, 3 },
    { "@12-09T09:00 start EU", { NULL, NULL, NULL, NULL, NULL, 1000, KEEP }, NULL, 1 },
    { "@12-09T09:00 start EU; end EU failed", { NULL, NULL, NULL, NULL, NULL, 1000, 1000 }, NULL, 2 },
    { "start EU", { "eu", NULL, NULL, NULL, NULL, KEEP, KEEP }, NULL, 1 },
    { "start US; start EU", { "us", NULL, NULL, NULL, NULL, KEEP, KEEP },
      "There is a deployment to “us” in this attempt already: change that one, or name another target", 0 },
    { "start US; end US failed; start EU", { "US", NULL, NULL, NULL, NULL, KEEP, KEEP }, NULL, 1 },
    { "start EU", { "", NULL, NULL, NULL, NULL, KEEP, KEEP }, "Target: must not be empty", 0 },
    { "start EU", { NULL, NULL, NULL, "tomorrow", NULL, KEEP, KEEP }, "Planned start: “tomorrow” is not a date and time such as 2026-12-09T10:00", 0 },
    { "start EU", { NULL, NULL, NULL, NULL, "-PT1H", KEEP, KEEP }, "Deployment window: “-PT1H” is not a length of time: write it as PT2H or P1D", 0 },
    { "plan EU", { NULL, NULL, NULL, NULL, NULL, 1000, KEEP }, "That is not recorded yet: record the start or the end of the deployment", 0 },
    { "start EU", { NULL, NULL, NULL, NULL, NULL, KEEP, 1000 }, "That is not recorded yet: record the start or the end of the deployment", 0 },
    { "@12-09T09:00 start EU; end EU failed", { NULL, NULL, NULL, NULL, NULL, KEEP, 1000 }, "It would have ended before it was started: correct one of the two times", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftGroup) group = NULL;
      LiftNode *root;

      life_tell (document, cases[i].story, NULL);
      root = lift_document_get_root (document);
      group = lift_intent_deploy_correct (root, lift_node_get_id (life_find_deployment (root, "EU")), &cases[i].correct, &error);
      g_test_message ("%u: %s", i, cases[i].story);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].refusal);
      if (group != NULL)
        g_assert_cmpuint (lift_group_get_n_edits (group), ==, cases[i].n_edits);
    }
}

static void
test_remove (void)
{
  static const struct
  {
    const char *story, *attempts, *refusal;
  } cases[] = {
    { "plan EU", "", NULL },
    { "plan US; plan EU", "US waits", NULL },
    { "start US; end US failed; plan EU", "US failed", NULL },
    { "start US; end US failed; start US; end US failed; plan EU; tick 4.1", "US failed | US failed", NULL },
    { "start EU", "EU runs", "A deployment that was started stays on record: correct it instead" },
    { "start EU; end EU failed", "EU failed", "A deployment that was started stays on record: correct it instead" },
    { "plan EU; end EU aborted", "EU aborted", "A deployment that was started stays on record: correct it instead" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      g_autoptr (GError) error = NULL;
      g_autoptr (LiftGroup) group = NULL;
      g_autofree char *attempts = NULL;
      LiftNode *root;

      life_tell (document, cases[i].story, NULL);
      root = lift_document_get_root (document);
      group = lift_intent_deploy_remove (root, lift_node_get_id (life_find_deployment (root, "EU")), &error);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].refusal);
      if (group != NULL)
        life_apply (document, group, 0);
      attempts = life_attempts (lift_document_get_root (document));
      g_assert_cmpstr (attempts, ==, cases[i].attempts);
    }
}

/* What a new attempt opens again */

/* Six phases as “x.s…|…|”, of the release or of what an attempt kept: of those only phases that were touched. */
static char *
all_items (LiftNodes *phases)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lift_nodes_get_n (phases); i++)
    {
      g_autofree char *items = life_items (lift_nodes_get (phases, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", items);
    }
  return g_string_free (text, FALSE);
}

static void
test_new_attempt (void)
{
  static const struct
  {
    const char *story, *live, *kept; /* what the attempts keep, one behind another */
  } cases[] = {
    /* the first attempt opens nothing */
    { "tick 1.1; tick 4.1; start EU; end EU failed", "x.....|.......|......|x......|......|......", "" },
    /* the second one from release day on, in every state; what is before stays */
    { "tick 1.1; skip 3.6; tick 4.1; skip 4.2; na 4.3; block 4.4; fail 4.5; tick 6.6; start EU; end EU failed; start EU",
      "x.....|.......|.....s|.......|......|......", "xsnbf..|.....x" },
    { "start EU; end EU failed; tick 4.1; tick 5.2; plan EU", "......|.......|......|.......|......|......", "x......|.x...." },
    { "start EU; end EU failed; tick 4.1; plan EU; tick 4.2; start EU", "......|.......|......|.x.....|......|......", "x......" },
    /* another target of the same attempt opens nothing */
    { "start EU; tick 4.1; start US; tick 4.2; end EU failed; end US succeeded; start CH", "......|.......|......|xx.....|......|......", "" },
    { "start EU; tick 4.1; end EU failed; start EU; tick 4.2; end EU failed; start EU", "......|.......|......|.......|......|......", "x....../.x....." },
    /* nothing to keep, nothing kept */
    { "start EU; end EU failed; start EU; end EU failed; tick 4.7; start EU", "......|.......|......|.......|......|......", "/......x" },
    { "start EU; tick 4.1; end EU failed; start EU; undo", "......|.......|......|x......|......|......", "" },
    { "start EU; tick 4.1; end EU failed; start EU; undo; redo", "......|.......|......|.......|......|......", "x......" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      g_autoptr (GString) kept = g_string_new (NULL);
      g_autofree char *live = NULL;
      LiftNode *root;
      LiftNodes *attempts;

      g_test_message ("%s", cases[i].story);
      life_tell (document, cases[i].story, NULL);
      root = lift_document_get_root (document);
      live = all_items (lift_node_get_list (root, LIFT_RELEASE_PHASES));
      g_assert_cmpstr (live, ==, cases[i].live);
      attempts = lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS);
      for (guint a = 0; a + 1 < lift_nodes_get_n (attempts); a++)
        {
          g_autofree char *items = all_items (lift_node_get_list (lift_nodes_get (attempts, a), LIFT_ATTEMPT_PHASES));

          g_string_append_printf (kept, "%s%s", a > 0 ? "/" : "", items);
        }
      g_assert_cmpstr (kept->str, ==, cases[i].kept);
    }
}

/* The first phase that the first attempt kept. */
static LiftNode *
kept_phase (LiftNode *root)
{
  LiftNodes *phases = lift_node_get_list (lift_nodes_get (lift_node_get_list (root, LIFT_RELEASE_ATTEMPTS), 0), LIFT_ATTEMPT_PHASES);

  return lift_nodes_get_n (phases) > 0 ? lift_nodes_get (phases, 0) : NULL;
}

/* A tick is kept with all that belongs to it, under ids that are not those of the live items; the open ones keep their notes. */
static void
test_kept (void)
{
  static const LiftField told[] = { LIFT_ITEM_TEXT, LIFT_ITEM_REASON, LIFT_ITEM_ACCEPTED, LIFT_ITEM_BY, LIFT_ITEM_OWNER, LIFT_ITEM_NOTE, LIFT_ITEM_EVIDENCE, LIFT_ITEM_OFFSET };
  g_autoptr (LiftDocument) document = life_document ();
  g_autoptr (LiftNode) before = NULL;
  LiftNode *item, *kept, *root;

  life_tell (document, "start EU; tick 4.1", NULL);
  root = lift_document_get_root (document);
  item = lift_number_find (root, "4.2", LIFT_KIND_ITEM, NULL);
  {
    const char *ids[] = { lift_node_get_id (item), NULL };
    g_autoptr (LiftGroup) skip = lift_intent_set_state (root, ids, &(LiftStateChange) { LIFT_ITEM_SKIPPED, "no time", "Ada", "Bo", 1234 }, NULL);
    g_autoptr (LiftGroup) own = lift_intent_assign (root, ids, "Cai", NULL);
    g_autoptr (LiftGroup) note = lift_intent_note (root, ids[0], "one\ntwo", NULL);
    g_autoptr (LiftGroup) link = lift_intent_evidence (root, ids[0], "https://ci.example/7", NULL, NULL);
    g_autoptr (LiftGroup) moment = lift_intent_item_moment (root, ids[0], "-PT30M", NULL, NULL);

    life_apply (document, skip, 0);
    life_apply (document, own, 0);
    life_apply (document, note, 0);
    life_apply (document, link, 0);
    life_apply (document, moment, 0);
    before = lift_node_ref (lift_document_find (document, ids[0]));
  }
  life_tell (document, "end EU failed; start EU", NULL);

  root = lift_document_get_root (document);
  kept = kept_phase (root);
  g_assert_cmpstr (lift_node_get_text (kept, LIFT_PHASE_TITLE), ==, "Production Deployment");
  g_assert_cmpuint (lift_nodes_get_n (lift_node_get_list (kept, LIFT_PHASE_ITEMS)), ==, 7);
  for (guint i = 0; i < 7; i++)
    {
      item = lift_nodes_get (lift_node_get_list (kept, LIFT_PHASE_ITEMS), i);
      g_assert_null (lift_number_of (root, lift_node_get_id (item)));
      if (strcmp (lift_node_get_text (item, LIFT_ITEM_TEXT), lift_node_get_text (before, LIFT_ITEM_TEXT)) != 0)
        continue;
      for (guint f = 0; f < G_N_ELEMENTS (told); f++)
        g_assert_cmpstr (lift_node_get_text (item, told[f]), ==, lift_node_get_text (before, told[f]));
      g_assert_cmpint (lift_node_get_enum (item, LIFT_ITEM_STATE), ==, LIFT_ITEM_SKIPPED);
      g_assert_cmpint (lift_node_get_instant (item, LIFT_ITEM_AT), ==, 1234);
    }

  item = lift_document_find (document, lift_node_get_id (before));
  g_assert_cmpint (lift_node_get_enum (item, LIFT_ITEM_STATE), ==, LIFT_ITEM_OPEN);
  for (guint f = 0; f < G_N_ELEMENTS (told); f++)
    {
      gboolean of_state = lift_field_info (told[f])->unit == LIFT_ITEM_STATE;

      g_assert_cmpstr (lift_node_get_text (item, told[f]), ==, of_state ? NULL : lift_node_get_text (before, told[f]));
    }
  g_assert_cmpint (lift_node_get_instant (item, LIFT_ITEM_AT), ==, LIFT_NO_INSTANT);
}

/* What somebody still has to decide stays; the rest opens again, also where it is only the owner that is in conflict. */
static void
test_conflicts (void)
{
  static const struct
  {
    const char *before, *ours, *theirs, *live, *kept;
  } cases[] = {
    { "start EU; end EU failed; tick 4.2", "tick 4.1", "skip 4.1", "x......", "xx....." },
    { "start EU; end EU failed", "tick 4.1", "skip 4.1", "x......", NULL },
    { "start EU; end EU failed; tick 4.1", "own 4.1 Bo", "own 4.1 Cai", ".......", "x......" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_merge (cases[i].before, cases[i].ours, cases[i].theirs);
      g_autofree char *live = NULL, *kept = NULL;
      LiftNode *root, *phase;

      g_assert_cmpuint (lift_root_count_conflicts (lift_document_get_root (document)), ==, 1);
      life_tell (document, "start EU", NULL);
      root = lift_document_get_root (document);
      g_assert_cmpuint (lift_root_count_conflicts (root), ==, 1);
      live = life_items (life_phase (root, 4));
      g_assert_cmpstr (live, ==, cases[i].live);
      phase = kept_phase (root);
      kept = phase != NULL ? life_items (phase) : NULL;
      g_assert_cmpstr (kept, ==, cases[i].kept);
    }
}

/* A phase is kept as it was: with the days that its offset counts, its own rule and its pin. */
static void
test_kept_phase (void)
{
  g_autoptr (LiftDocument) document = life_document ();
  LiftNode *root = lift_document_get_root (document), *kept;
  const char *id = lift_node_get_id (life_phase (root, 6));
  g_autoptr (LiftGroup) change = lift_intent_change_phase (root, id, &(LiftPhaseChange) { "Follow-up", "P2D", LIFT_DAYS_WORKING, LIFT_OWN_RULE_AFTER }, NULL);
  g_autoptr (LiftGroup) pin = lift_intent_pin (root, id, "2026-12-15T10:00", "Europe/Paris", NULL);

  life_apply (document, change, 0);
  life_apply (document, pin, 0);
  life_tell (document, "tick 6.1; start EU; end EU failed; start EU", NULL);
  root = lift_document_get_root (document);
  kept = kept_phase (root);
  g_assert_cmpstr (lift_node_get_text (kept, LIFT_PHASE_TITLE), ==, "Follow-up");
  g_assert_cmpstr (lift_node_get_text (kept, LIFT_PHASE_OFFSET), ==, "P2D");
  g_assert_cmpint (lift_node_get_enum (kept, LIFT_PHASE_COUNTED), ==, LIFT_DAYS_WORKING);
  g_assert_cmpint (lift_node_get_enum (kept, LIFT_PHASE_RULE), ==, LIFT_OWN_RULE_AFTER);
  g_assert_cmpstr (lift_node_get_text (kept, LIFT_PHASE_PINNED_LOCAL), ==, "2026-12-15T10:00");
  g_assert_cmpstr (lift_node_get_text (kept, LIFT_PHASE_PINNED_ZONE), ==, "Europe/Paris");
}

/* Why, who and when of a release that is rolled back are those of its deployments too; nothing ends before it started. */
static void
test_rolled_back (void)
{
  g_autoptr (LiftDocument) document = life_document ();
  LiftNode *deployment;

  life_tell (document, "@12-09T09:00 start EU; @12-09T11:00 start US; @12-09T12:00 end EU succeeded; end US succeeded; @12-09T10:30 state rolled-back", NULL);
  deployment = life_find_deployment (lift_document_get_root (document), "EU");
  g_assert_cmpstr (lift_node_get_text (deployment, LIFT_DEPLOYMENT_REASON), ==, "because");
  g_assert_cmpstr (lift_node_get_text (deployment, LIFT_DEPLOYMENT_ENDED_BY), ==, "Ana Ortiz");
  life_assert_instant (lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED), "2026-12-09T10:30:00Z");
  deployment = life_find_deployment (lift_document_get_root (document), "US");
  life_assert_instant (lift_node_get_instant (deployment, LIFT_DEPLOYMENT_ENDED), "2026-12-09T11:00:00Z");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attempts/stories", test_stories);
  g_test_add_func ("/attempts/known", test_known);
  g_test_add_func ("/attempts/end", test_end);
  g_test_add_func ("/attempts/correct", test_correct);
  g_test_add_func ("/attempts/remove", test_remove);
  g_test_add_func ("/attempts/new-attempt", test_new_attempt);
  g_test_add_func ("/attempts/kept", test_kept);
  g_test_add_func ("/attempts/conflicts", test_conflicts);
  g_test_add_func ("/attempts/rolled-back", test_rolled_back);
  g_test_add_func ("/attempts/kept-phase", test_kept_phase);
  return g_test_run ();
}
