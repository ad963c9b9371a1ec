/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/position.h"

static void
test_between (void)
{
  static const struct { const char *before, *after; } cases[] = {
    { NULL, NULL }, { "a0", NULL }, { NULL, "a0" }, { "a0", "a1" }, { "a0", "a0V" }, { "az", NULL }, { "az", "b00" },
    { "Zz", "a0" }, { NULL, "Z0" }, { "a1", "a1001" }, { "a1z", "a2" }, { "a1", "a3" }, { "a1", "b00" }, { "bzz", "c000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = lift_position_between (cases[i].before, cases[i].after);

      g_test_message ("between %s and %s: %s", cases[i].before, cases[i].after, key);
      g_assert_true (lift_position_valid (key));
      if (cases[i].before != NULL)
        g_assert_cmpstr (key, >, cases[i].before);
      if (cases[i].after != NULL)
        g_assert_cmpstr (key, <, cases[i].after);
    }
}

static void
test_many (void)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 3000; i++)
    {
      guint at = g_rand_int_range (rand, 0, keys->len + 1);
      char *key = lift_position_between (at > 0 ? g_ptr_array_index (keys, at - 1) : NULL,
                                         at < keys->len ? g_ptr_array_index (keys, at) : NULL);

      g_assert_true (lift_position_valid (key));
      g_ptr_array_insert (keys, at, key);
    }
  for (guint i = 1; i < keys->len; i++)
    g_assert_cmpstr (g_ptr_array_index (keys, i - 1), <, g_ptr_array_index (keys, i));
}

static void
test_append_is_short (void)
{
  g_autofree char *key = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      char *next = lift_position_between (key, NULL);

      g_assert_true (key == NULL || g_strcmp0 (key, next) < 0);
      g_free (key);
      key = next;
    }
  g_assert_cmpuint (strlen (key), <=, 4);
}

static void
test_equal_neighbours (void)
{
  g_autofree char *key = lift_position_between ("a5", "a5");

  g_assert_cmpstr (key, >, "a5");
  g_assert_true (lift_position_valid (key));
}

static void
test_valid (void)
{
  g_assert_false (lift_position_valid (NULL));
  g_assert_false (lift_position_valid (""));
  g_assert_false (lift_position_valid ("5"));
  g_assert_false (lift_position_valid ("b0"));
  g_assert_true (lift_position_valid ("a0"));
  g_assert_false (lift_position_valid ("a10"));
  g_assert_false (lift_position_valid ("a "));
  g_assert_true (lift_position_valid ("aZ9"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/position/between", test_between);
  g_test_add_func ("/position/many", test_many);
  g_test_add_func ("/position/append", test_append_is_short);
  g_test_add_func ("/position/equal-neighbours", test_equal_neighbours);
  g_test_add_func ("/position/valid", test_valid);
  return g_test_run ();
}
