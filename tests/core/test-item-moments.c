/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "life-fixture.h"

/* Items with a moment of their own: when it is, and where that makes them stand. Berlin, Wed 9 December 2026, 10:00, is 09:00 UTC. */

static LiftNode *
item_of (LiftDocument *document,
         const char   *number)
{
  return lift_number_find (lift_document_get_root (document), number, LIFT_KIND_ITEM, NULL);
}

static void
give (LiftDocument *document,
      const char   *id,
      const char   *moment)
{
  gboolean is_clock = moment != NULL && strchr (moment, ':') != NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LiftGroup) group = lift_intent_item_moment (lift_document_get_root (document), id, is_clock ? NULL : moment, is_clock ? moment : NULL, &error);

  g_assert_no_error (error);
  life_apply (document, group, 0);
}

static void
test_due (void)
{
  static const struct
  {
    const char *story, *item, *moment, *due;
  } cases[] = {
    /* from the release moment; a time of day on the day that the phase is due */
    { "", "4.1", "-PT30M", "2026-12-09T08:30:00Z" },
    { "", "4.1", "PT0S", "2026-12-09T09:00:00Z" },
    { "", "4.1", "PT45M", "2026-12-09T09:45:00Z" },
    { "", "4.1", "-P1D", "2026-12-08T09:00:00Z" },
    { "", "4.1", "09:15", "2026-12-09T08:15:00Z" },
    { "", "3.1", "09:15", "2026-12-06T08:15:00Z" },
    { "", "6.1", "00:00", "2026-12-09T23:00:00Z" },
    { "move 2026-12-16T10:00", "4.1", "-PT30M", "2026-12-16T08:30:00Z" },
    { "move 2026-12-16T10:00", "4.1", "09:15", "2026-12-16T08:15:00Z" },
    { "state on-hold", "4.1", "-PT30M", "2026-12-09T08:30:00Z" },
    /* what comes after counts from the actual end */
    { "@12-09T09:00 start EU; @12-09T11:00 end EU succeeded", "5.1", "PT15M", "2026-12-09T11:15:00Z" },
    { "@12-09T09:00 start EU; @12-09T11:00 end EU succeeded", "6.1", "09:15", "2026-12-10T08:15:00Z" },
    { "@12-09T09:00 start EU; @12-09T11:00 end EU succeeded", "6.1", "P2D", "2026-12-11T11:00:00Z" },
    { "@12-09T09:00 start EU; @12-09T11:00 end EU succeeded", "4.1", "-PT30M", "2026-12-09T08:30:00Z" },
    /* in a second attempt from its start; but not where nothing is opened again */
    { "@12-09T09:00 start EU; end EU failed; @12-10T13:00 start EU", "4.1", "-PT30M", "2026-12-10T12:30:00Z" },
    { "@12-09T09:00 start EU; end EU failed; @12-10T13:00 start EU", "4.1", "09:15", "2026-12-10T08:15:00Z" },
    { "@12-09T09:00 start EU; end EU failed; @12-10T13:00 start EU", "3.1", "-P4D", "2026-12-05T09:00:00Z" },
    { "@12-09T09:00 start EU; end EU failed; @12-10T13:00 start EU", "3.1", "-PT90H", "2026-12-05T15:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      LiftNode *item = item_of (document, cases[i].item);
      g_autofree char *id = g_strdup (lift_node_get_id (item));

      give (document, id, cases[i].moment);
      life_tell (document, cases[i].story, NULL);
      g_test_message ("%s, %s: %s", cases[i].story, cases[i].item, cases[i].moment);
      life_assert_instant (lift_schedule_item_due (lift_document_get_root (document), lift_document_find_parent (document, id), lift_document_find (document, id)),
                           cases[i].due);
    }
}

/* From a moment that the clocks skip, 02:30 in New York on Sun 14 March 2027, hours count from what it became, 03:30, and days from what was meant: as deadlines do. */
static void
test_gap (void)
{
  static const struct
  {
    const char *moment, *due;
  } cases[] = {
    { "-PT30M", "2027-03-14T07:00:00Z" }, { "-P1D", "2027-03-13T07:30:00Z" }, { "P1D", "2027-03-15T06:30:00Z" }, { "02:15", "2027-03-14T07:15:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftNode) release = life_release ("2027-03-14T02:30", "America/New_York");
      g_autoptr (LiftDocument) document = lift_document_new (release);
      g_autofree char *id = g_strdup (lift_node_get_id (item_of (document, "4.1")));

      give (document, id, cases[i].moment);
      life_assert_instant (lift_schedule_item_due (lift_document_get_root (document), lift_document_find_parent (document, id), lift_document_find (document, id)),
                           cases[i].due);
    }
}

/* Seven items “abcdefg”; “c-PT30M” gives c that moment, “c” takes it away. Those with a moment stand together: behind the last one that comes before, else in front of
 * the first. */
static void
test_order (void)
{
  static const struct
  {
    const char *steps, *order;
  } cases[] = {
    { "c-PT30M", "abcdefg" },
    { "c-PT30M e-PT45M", "abecdfg" },
    { "c-PT30M a-PT15M", "bcadefg" },
    { "c-PT30M a-PT45M", "bacdefg" },
    { "c-PT30M g-PT30M", "abcgdef" },
    { "c-PT30M f09:15", "abfcdeg" },
    { "c-PT30M f09:30", "abcfdeg" },
    { "c-PT30M f10:00 b-PT10M", "acbfdeg" },
    { "c-PT30M e-PT45M e", "abecdfg" },
    { "c-PT30M e-PT45M e ePT0S", "abcedfg" },
    { "c-PT30M e-PT45M c-PT60M", "abcedfg" },
    { "g-PT60M f-PT50M e-PT40M d-PT30M c-PT20M b-PT10M aPT0S", "gfedcba" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LiftDocument) document = life_document ();
      g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
      g_auto (GStrv) steps = g_strsplit (cases[i].steps, " ", -1);
      g_autoptr (GString) order = g_string_new (NULL);

      for (guint n = 1; n <= 7; n++)
        {
          g_autofree char *number = g_strdup_printf ("4.%u", n);

          g_ptr_array_add (ids, g_strdup (lift_node_get_id (item_of (document, number))));
        }
      for (guint s = 0; steps[s] != NULL; s++)
        give (document, g_ptr_array_index (ids, *steps[s] - 'a'), steps[s][1] != '\0' ? steps[s] + 1 : NULL);
      for (guint n = 1; n <= 7; n++)
        {
          g_autofree char *number = g_strdup_printf ("4.%u", n);
          guint which = 0;

          while (strcmp (g_ptr_array_index (ids, which), lift_node_get_id (item_of (document, number))) != 0)
            which++;
          g_string_append_c (order, 'a' + which);
        }
      g_test_message ("%s", cases[i].steps);
      g_assert_cmpstr (order->str, ==, cases[i].order);
    }
}

/* Without a release moment nothing says where an item goes; and what is not a moment is refused. */
static void
test_refused (void)
{
  static const struct
  {
    const char *offset, *clock, *refusal;
  } cases[] = {
    { "-PT30M", "09:15", "An item has either an offset from the release or a time of day: give one of them" },
    { "soon", NULL, "Offset: “soon” is not a duration such as -P2W, P1D or PT1H" },
    { NULL, "9:15", "Time of day: “9:15” is not a time of day such as 17:00" },
    { NULL, "24:00", "Time of day: “24:00” is not a time of day such as 17:00" },
    { " -PT90M ", "", NULL },
    { "", " 09:15", NULL },
  };
  g_autoptr (LiftNode) release = life_release (NULL, NULL);
  g_autoptr (LiftDocument) document = lift_document_new (release);
  const char *id = lift_node_get_id (item_of (document, "4.2"));
  LiftAct act = life_act ("Ana Ortiz", 0);
  g_autofree char *incident = NULL;
  g_autoptr (LiftGroup) declare = lift_intent_declare (release, "Down", LIFT_SEVERITY_SEV1, 0, &act, &incident, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) refused = NULL;
      g_autoptr (LiftGroup) group = lift_intent_item_moment (release, id, cases[i].offset, cases[i].clock, &refused);

      g_assert_cmpstr (refused != NULL ? refused->message : NULL, ==, cases[i].refusal);
      if (group != NULL)
        g_assert_cmpuint (lift_group_get_n_edits (group), ==, 1);
    }
  life_apply (document, declare, 0);
  g_assert_null (lift_intent_item_moment (lift_document_get_root (document), lift_node_get_id (item_of (document, "i1.1")), "-PT30M", NULL, &error));
  g_assert_cmpstr (error->message, ==, "Only items of phases have a moment: the steps of an incident are done as they come");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item-moments/due", test_due);
  g_test_add_func ("/item-moments/gap", test_gap);
  g_test_add_func ("/item-moments/order", test_order);
  g_test_add_func ("/item-moments/refused", test_refused);
  return g_test_run ();
}
