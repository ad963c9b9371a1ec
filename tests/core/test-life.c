/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/conflict.h"
#include "life-fixture.h"

#define N_STATES (LIFT_RELEASE_CLOSED + 1)

/* States */

/* From the row's state to the column's: “.” free, “!” needs a reason, “=” it is in that state already; a letter: why not. */
static const char *const passages[N_STATES] = {
  /*                            planned, active, on hold, released, rolled back, aborted, closed */
  [LIFT_RELEASE_PLANNED] =     "=.!Sr!c",
  [LIFT_RELEASE_ACTIVE] =      "!=!.!!c",
  [LIFT_RELEASE_ON_HOLD] =     "..=sr!C",
  [LIFT_RELEASE_RELEASED] =    "P!H=!A.",
  [LIFT_RELEASE_ROLLED_BACK] = "!!hD=!.",
  [LIFT_RELEASE_ABORTED] =     "!!hDR=.",
  [LIFT_RELEASE_CLOSED] =      "KKK!KK=", /* as it was released before */
};

static const char *const refusals[128] = {
  ['P'] = "It is released: make it active again if that was wrong",
  ['H'] = "It is released, so there is nothing to hold: roll it back or close it",
  ['h'] = "Nothing of it goes on, so there is nothing to hold: make it active first",
  ['S'] = "It was not started: start a deployment, or make it active first",
  ['s'] = "It is on hold: resume it first",
  ['D'] = "Nothing of it is deployed now: start a new attempt, or make it active first",
  ['r'] = "Nothing was deployed that could be rolled back: abort it instead",
  ['R'] = "It is aborted: make it active first",
  ['A'] = "It is released: roll it back or close it",
  ['C'] = "It is on hold: resume or abort it first",
  ['c'] = "It is not over: say first whether it is released, rolled back or aborted",
  ['K'] = "It is closed: reopen it as “Released” first, which it was before",
};

static LiftNode *
release_in (LiftReleaseState state,
            LiftReleaseState before)
{
  LiftNode *release = life_release ("2026-12-09T10:00", "Europe/Berlin");

  lift_node_set_enum (release, LIFT_RELEASE_STATE, state);
  lift_node_set_enum (release, LIFT_RELEASE_STATE_BEFORE, before);
  lift_node_set_text (release, LIFT_RELEASE_STATE_REASON, "the first one");
  lift_node_set_text (release, LIFT_RELEASE_STATE_BY, "Bo");
  lift_node_set_instant (release, LIFT_RELEASE_STATE_AT, 1);
  return release;
}

static void
assert_state (LiftNode         *release,
              LiftReleaseState  state,
              LiftReleaseState  before,
              const char       *reason,
              const char       *by,
              gint64            at)
{
  g_assert_cmpint (lift_node_get_enum (release, LIFT_RELEASE_STATE), ==, state);
  g_assert_cmpint (lift_node_get_enum (release, LIFT_RELEASE_STATE_BEFORE), ==, before);
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_STATE_REASON), ==, reason);
  g_assert_cmpstr (lift_node_get_text (release, LIFT_RELEASE_STATE_BY), ==, by);
  g_assert_cmpint (lift_node_get_instant (release, LIFT_RELEASE_STATE_AT), ==, at);
}

/* Who, when and why change with the state, and only with it. */
static void
check_passage (LiftReleaseState from,
               LiftReleaseState to,
               char             passage,
               const char      *reason)
{
  gboolean remembers = to == LIFT_RELEASE_ON_HOLD || to == LIFT_RELEASE_CLOSED;
  LiftReleaseState before = from == LIFT_RELEASE_CLOSED ? LIFT_RELEASE_RELEASED : from == LIFT_RELEASE_ON_HOLD ? LIFT_RELEASE_ACTIVE : LIFT_RELEASE_PLANNED;
  LiftReleaseState remembered = !remembers ? LIFT_RELEASE_PLANNED : from == to ? before : from;
  g_autoptr (LiftNode) release = release_in (from, before);
  g_autoptr (LiftNode) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftGroup) group = lift_intent_release_state (release, to, reason, " Ana Ortiz ", 1000, NULL, &error);

  g_test_message ("%s → %s, %s", lift_enum_word (LIFT_ENUM_RELEASE_STATE, from), lift_enum_word (LIFT_ENUM_RELEASE_STATE, to), reason);
  if (refusals[(guchar) passage] != NULL || (passage == '!' && reason == NULL))
    {
      g_autofree char *needed = g_strdup_printf ("“%s” needs a reason: say why in a few words", lift_enum_label (LIFT_ENUM_RELEASE_STATE, to));

      g_assert_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT);
      g_assert_null (group);
      g_assert_cmpstr (error->message, ==, passage == '!' ? needed : refusals[(guchar) passage]);
      return;
    }
  g_assert_no_error (error);
  after = lift_group_apply (group, release, NULL, NULL, NULL);
  if (passage == '=' && (reason == NULL || strcmp (reason, "the first one") == 0))
    {
      g_assert_cmpuint (lift_group_get_n_edits (group), ==, 0);
      assert_state (after, from, before, "the first one", "Bo", 1);
    }
  else
    assert_state (after, to, remembered, reason, "Ana Ortiz", 1000);
}

static void
test_passages (void)
{
  for (LiftReleaseState from = 0; from < N_STATES; from++)
    for (LiftReleaseState to = 0; to < N_STATES; to++)
      {
        char passage = passages[from][to];
        g_autoptr (LiftNode) release = release_in (from, from == LIFT_RELEASE_CLOSED ? LIFT_RELEASE_RELEASED : LIFT_RELEASE_PLANNED);
        gboolean needs_reason;

        g_assert_cmpint (lift_state_allowed (release, to, &needs_reason, NULL), ==, refusals[(guchar) passage] == NULL);
        if (passage == '!' || passage == '.')
          g_assert_cmpint (needs_reason, ==, passage == '!');
        check_passage (from, to, passage, NULL);
        check_passage (from, to, passage, "because");
        check_passage (from, to, passage, "the first one");
      }
}

/* What a closed release is reopened as, by what it was before. One that says of itself that it was closed when it was not over comes back in any state but a hold. */
static void
test_reopen (void)
{
  static const char *const passages_by_before[N_STATES] = {
    [LIFT_RELEASE_PLANNED] = "!!K!!!=",  [LIFT_RELEASE_ACTIVE] = "!!K!!!=",      [LIFT_RELEASE_ON_HOLD] = "!!!!!!=",
    [LIFT_RELEASE_RELEASED] = "KKK!KK=", [LIFT_RELEASE_ROLLED_BACK] = "KKKK!K=", [LIFT_RELEASE_ABORTED] = "KKKKK!=",
    [LIFT_RELEASE_CLOSED] = "!!K!!!=",
  };

  for (LiftReleaseState before = 0; before < N_STATES; before++)
    for (LiftReleaseState to = 0; to < LIFT_RELEASE_CLOSED; to++)
      {
        g_autoptr (LiftNode) release = release_in (LIFT_RELEASE_CLOSED, before);
        g_autoptr (GError) error = NULL;
        g_autofree char *refusal = g_strdup_printf ("It is closed: reopen it as “%s” first, which it was before",
                                                    lift_enum_label (LIFT_ENUM_RELEASE_STATE, before));
        g_autoptr (LiftGroup) group = lift_intent_release_state (release, to, "because", "Ana Ortiz", 1000, NULL, &error);

        g_test_message ("closed, before %d → %d", before, to);
        if (passages_by_before[before][to] == '!')
          g_assert_nonnull (group);
        else
          g_assert_cmpstr (error->message, ==, refusal);
        g_clear_pointer (&group, lift_group_unref);
        if (passages_by_before[before][to] == '!')
          g_assert_null (lift_intent_release_state (release, to, NULL, "Ana Ortiz", 1000, NULL, NULL));
      }
}

/* A hold does not wait for the end of a deployment; whatever says that the release is over does. */
static void
test_running (void)
{
  static const struct
  {
    const char *story, *refusal;
  } cases[] = {
    { "start EU; state on-hold", NULL },
    { "start EU; state on-hold; state active", NULL },
    { "start EU; state planned", "The deployment to “EU” is running: record its end first" },
    { "start EU; state released", "The deployment to “EU” is running: record its end first" },
    { "start EU; state rolled-back", "The deployment to “EU” is running: record its end first" },
    { "start EU; start US; end EU succeeded; state aborted", "The deployment to “US” is running: record its end first" },
    { "start EU; state on-hold; state aborted", "The deployment to “EU” is running: record its end first" },
    { "start EU; state on-hold; state planned", "The deployment to “EU” is running: record its end first" },
    { "start EU; end EU failed; state released", NULL },
    /* on hold, something was deployed that can be rolled back */
    { "start EU; state on-hold; end EU failed; state rolled-back", NULL },
    { "state active; state on-hold; state rolled-back", "Nothing was deployed that could be rolled back: abort it instead" },
    { "state active; state released; state closed", NULL },
    { "state closed", "It is not over: say first whether it is released, rolled back or aborted" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      g_autoptr (GError) error = NULL;

      life_tell (document, cases[i].story, &error);
      g_test_message ("%s", cases[i].story);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].refusal);
    }
}

/* A hold knows what it comes back to. */
static void
test_resume (void)
{
  static const struct
  {
    const char       *story;
    LiftReleaseState  before;
  } cases[] = {
    { "state on-hold", LIFT_RELEASE_PLANNED },
    { "state active; state on-hold", LIFT_RELEASE_ACTIVE },
    { "start EU; state on-hold", LIFT_RELEASE_ACTIVE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      LiftNode *root;

      life_tell (document, cases[i].story, NULL);
      root = lift_document_get_root (document);
      g_assert_cmpint (lift_node_get_enum (root, LIFT_RELEASE_STATE_BEFORE), ==, cases[i].before);
      life_tell (document, cases[i].before == LIFT_RELEASE_PLANNED ? "state planned" : "state active", NULL);
      assert_state (lift_document_get_root (document), cases[i].before, LIFT_RELEASE_PLANNED, NULL, "Ana Ortiz", life_at ("12-01T09:00"));
    }
}

/* The document of a closed release */

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static gboolean
is_done (LiftDocument *document,
         const char   *number)
{
  return lift_item_get_state (lift_number_find (lift_document_get_root (document), number, LIFT_KIND_ITEM, NULL)) == LIFT_ITEM_DONE;
}

/* A closed release is read-only: only what reopens it may be done, undone and done again. */
static void
test_closed (void)
{
  g_autoptr (LiftDocument) document = life_document ();
  LiftNode *root;
  g_autoptr (LiftGroup) tick = NULL;
  LiftAct act = life_act ("Ana Ortiz", life_at ("12-02T09:00"));
  guint n_locked = 0;

  g_signal_connect (document, "notify::locked", G_CALLBACK (count_cb), &n_locked);
  life_tell (document, "tick 1.1; state active; state released", NULL);
  g_assert_null (lift_document_get_locked (document));
  g_assert_cmpuint (n_locked, ==, 0);

  root = lift_document_get_root (document);
  tick = life_set_item (root, "tick", "1.2", 0, NULL);
  life_tell (document, "state closed", NULL);
  g_assert_cmpuint (n_locked, ==, 1);
  g_assert_cmpstr (lift_document_get_locked (document), ==, "The release is closed and cannot be changed: reopen it first");
  g_assert_null (lift_document_get_read_only (document));

  /* nothing but its state */
  root = lift_document_get_root (document);
  g_test_expect_message ("liftoff-core", G_LOG_LEVEL_CRITICAL, "*refusal*");
  lift_document_apply (document, tick, LIFT_ORIGIN_USER, &act);
  g_test_assert_expected_messages ();
  g_assert_true (lift_document_get_root (document) == root);

  /* closing is undone, which opens it; releasing is no step back from closed */
  g_assert_true (lift_document_can_undo (document));
  life_tell (document, "undo", NULL);
  g_assert_cmpuint (n_locked, ==, 2);
  g_assert_null (lift_document_get_locked (document));
  life_tell (document, "redo; state released", NULL);
  g_assert_cmpuint (n_locked, ==, 4);
  g_assert_cmpint (lift_node_get_enum (lift_document_get_root (document), LIFT_RELEASE_STATE), ==, LIFT_RELEASE_RELEASED);
  lift_document_apply (document, tick, LIFT_ORIGIN_USER, &act);
  g_assert_true (is_done (document, "1.2"));
  g_assert_finalize_object (g_steal_pointer (&document));
}

/* The tick under a closing by somebody else cannot be undone. */
static void
test_closed_elsewhere (void)
{
  g_autoptr (LiftDocument) document = life_document ();
  g_autoptr (LiftDocument) other = NULL;
  LiftAct act = life_act ("Ana Ortiz", life_at ("12-02T09:00"));
  guint n_locked = 0;

  life_tell (document, "state active; state released; tick 1.1; tick 1.2; undo", NULL);
  g_signal_connect (document, "notify::locked", G_CALLBACK (count_cb), &n_locked);
  other = lift_document_new (lift_document_get_root (document));
  life_tell (other, "state closed", NULL);
  lift_document_take_external (document, lift_document_get_root (document), lift_document_get_root (other));

  g_assert_cmpuint (n_locked, ==, 1);
  g_assert_nonnull (lift_document_get_locked (document));
  g_assert_false (lift_document_can_undo (document));
  g_assert_false (lift_document_can_redo (document));
  lift_document_undo (document, &act);
  lift_document_redo (document, &act);
  g_assert_true (is_done (document, "1.1"));
  g_assert_false (is_done (document, "1.2"));

  life_tell (other, "state released", NULL);
  lift_document_take_external (document, lift_document_get_root (document), lift_document_get_root (other));
  g_assert_cmpuint (n_locked, ==, 2);
  g_assert_true (lift_document_can_undo (document));
  lift_document_undo (document, &act);
  g_assert_false (is_done (document, "1.1"));
}

/* One closes it while another rolls it back: it is not closed before somebody decides that it is. Closed twice is closed. */
static void
test_closed_in_conflict (void)
{
  g_autoptr (LiftDocument) twice = life_merge ("state active; state released", "state closed over", "state closed finished");
  g_autoptr (LiftDocument) document = life_merge ("state active; state released", "state closed", "state rolled-back");
  LiftNode *root = lift_document_get_root (document);
  LiftAct act = life_act ("Ana Ortiz", life_at ("12-12T09:00"));
  g_autoptr (LiftGroup) group = NULL;

  g_assert_nonnull (lift_document_get_locked (twice));
  g_assert_cmpuint (lift_root_count_conflicts (lift_document_get_root (twice)), ==, 0);

  g_assert_cmpuint (lift_root_count_conflicts (root), ==, 1);
  g_assert_null (lift_document_get_locked (document));
  group = lift_intent_settle (root, lift_node_get_id (root), LIFT_RELEASE_STATE, 1, &act, NULL);
  life_apply (document, group, act.when);
  root = lift_document_get_root (document);
  g_assert_cmpuint (lift_root_count_conflicts (root), ==, 0);
  g_assert_cmpint (lift_node_get_enum (root, LIFT_RELEASE_STATE_BEFORE), ==, LIFT_RELEASE_RELEASED);
  g_assert_nonnull (lift_document_get_locked (document));
  g_assert_false (lift_document_can_undo (document));
}

/* Who is on */

static void
test_hand_over (void)
{
  static const struct
  {
    const char *story, *on;
    const char *responsible[3]; /* for items of Ana Ortiz, the manager; of Priya; of Bo, who never had it */
  } cases[] = {
    { "", "Ana Ortiz", { "Ana Ortiz", "Priya", "Bo" } },
    { "hand Priya", "Priya", { "Priya", "Priya", "Bo" } },
    { "hand Priya; hand Cai", "Cai", { "Cai", "Cai", "Bo" } },
    { "hand Priya; hand Cai; hand Priya", "Priya", { "Priya", "Priya", "Bo" } },
    { "hand Priya; undo", "Ana Ortiz", { "Ana Ortiz", "Priya", "Bo" } },
    /* one that is said as it happens holds, even if another clock was ahead */
    { "@12-05T09:00 hand Priya; @12-04T09:00 hand Cai", "Cai", { "Cai", "Cai", "Bo" } },
    { "@12-05T09:00 hand Priya; @12-04T09:00 hand Cai; hand Priya", "Priya", { "Priya", "Priya", "Bo" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      static const char *const owners[] = { "Ana Ortiz", "Priya", "Bo" };

      life_tell (document, cases[i].story, NULL);
      g_test_message ("%s", cases[i].story);
      g_assert_cmpstr (lift_release_who_is_on (lift_document_get_root (document)), ==, cases[i].on);
      for (guint o = 0; o < G_N_ELEMENTS (owners); o++)
        {
          LiftNode *item = lift_number_find (lift_document_get_root (document), "1.1", LIFT_KIND_ITEM, NULL);
          const char *ids[] = { lift_node_get_id (item), NULL };
          g_autoptr (LiftGroup) group = lift_intent_assign (lift_document_get_root (document), ids, owners[o], NULL);

          life_apply (document, group, 0);
          item = lift_document_find (document, ids[0]);
          g_assert_cmpstr (lift_item_responsible (lift_document_get_root (document), item), ==, cases[i].responsible[o]);
        }
      g_assert_null (lift_item_responsible (lift_document_get_root (document), lift_number_find (lift_document_get_root (document), "1.2", LIFT_KIND_ITEM, NULL)));
    }
}

/* What is written down later says who was on then, not who is on. */
static void
test_hand_over_late (void)
{
  static const struct
  {
    const char *at, *from, *on;
  } cases[] = {
    { "2026-12-03T09:00:00Z", "Ana Ortiz", "Dana" },
    { "2026-12-04T09:00:00Z", "Priya", "Dana" },
    { "2026-12-04T10:00:00Z", "Priya", "Dana" },
    { "2026-12-05T10:00:00Z", "Dana", "Cai" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      g_autoptr (GError) error = NULL;
      LiftAct act = life_act ("Ana Ortiz", life_instant ("2026-12-06T09:00:00Z"));
      g_autoptr (LiftGroup) group = NULL;
      LiftNodes *handovers;

      life_tell (document, "@12-04T09:00 hand Priya; @12-05T09:00 hand Dana", NULL);
      group = lift_intent_hand_over (lift_document_get_root (document), "Cai", NULL, life_instant (cases[i].at), &act, &error);
      g_assert_no_error (error);
      life_apply (document, group, act.when);
      handovers = lift_node_get_list (lift_document_get_root (document), LIFT_RELEASE_HANDOVERS);
      g_assert_cmpstr (lift_node_get_text (lift_nodes_get (handovers, 2), LIFT_HANDOVER_FROM), ==, cases[i].from);
      life_assert_instant (lift_node_get_instant (lift_nodes_get (handovers, 2), LIFT_HANDOVER_AT), cases[i].at);
      g_assert_cmpstr (lift_release_who_is_on (lift_document_get_root (document)), ==, cases[i].on);
    }
}

/* Whoever is made its manager while somebody else has it has it no more than the one before. */
static void
test_new_manager (void)
{
  g_autoptr (LiftDocument) document = life_document ();
  g_autoptr (LiftGroup) manager = NULL;
  LiftNode *root;

  life_tell (document, "hand Priya; own 1.1 Dana", NULL);
  manager = lift_intent_set_details (lift_document_get_root (document), NULL, NULL, -1, NULL, "Dana", NULL);
  life_apply (document, manager, 0);
  root = lift_document_get_root (document);
  g_assert_cmpstr (lift_release_who_is_on (root), ==, "Priya");
  g_assert_cmpstr (lift_item_responsible (root, lift_number_find (root, "1.1", LIFT_KIND_ITEM, NULL)), ==, "Priya");
}

static void
test_hand_over_kept (void)
{
  static const struct
  {
    const char *to, *note, *refusal;
  } cases[] = {
    { "Priya", "One.\r\nTwo.\n\n", NULL },
    { " Priya ", NULL, NULL },
    { "", NULL, "To: must not be empty" },
    { NULL, NULL, "To: must not be empty" },
    { "Ana Ortiz", NULL, "Ana Ortiz is on already: name somebody else" },
    { "Priya\nCai", NULL, "To: must be one line without control characters" },
    { "Priya", "a\x01", "Note: must not hold control characters" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = life_release (NULL, NULL);
      g_autoptr (LiftNode) after = NULL;
      g_autoptr (GError) error = NULL;
      LiftAct act = life_act ("Bo", 2000);
      g_autoptr (LiftGroup) group = lift_intent_hand_over (release, cases[i].to, cases[i].note, 1000, &act, &error);
      LiftNode *kept;

      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].refusal);
      if (group == NULL)
        continue;
      after = lift_group_apply (group, release, NULL, NULL, NULL);
      kept = lift_nodes_get (lift_node_get_list (after, LIFT_RELEASE_HANDOVERS), 0);
      g_assert_cmpstr (lift_node_get_text (kept, LIFT_HANDOVER_TO), ==, "Priya");
      g_assert_cmpstr (lift_node_get_text (kept, LIFT_HANDOVER_FROM), ==, "Ana Ortiz");
      g_assert_cmpstr (lift_node_get_text (kept, LIFT_HANDOVER_NOTE), ==, cases[i].note != NULL ? "One.\nTwo." : NULL);
      g_assert_cmpint (lift_node_get_instant (kept, LIFT_HANDOVER_AT), ==, 1000);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/life/passages", test_passages);
  g_test_add_func ("/life/reopen", test_reopen);
  g_test_add_func ("/life/running", test_running);
  g_test_add_func ("/life/resume", test_resume);
  g_test_add_func ("/life/closed", test_closed);
  g_test_add_func ("/life/closed-elsewhere", test_closed_elsewhere);
  g_test_add_func ("/life/closed-in-conflict", test_closed_in_conflict);
  g_test_add_func ("/life/hand-over", test_hand_over);
  g_test_add_func ("/life/hand-over-late", test_hand_over_late);
  g_test_add_func ("/life/new-manager", test_new_manager);
  g_test_add_func ("/life/hand-over-kept", test_hand_over_kept);
  return g_test_run ();
}
