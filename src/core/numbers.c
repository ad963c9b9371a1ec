/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "intents-private.h"

/* The lists of the release, how what stands in them is numbered, and what that holds in its turn. */
static const struct
{
  LiftField   list;
  const char *prefix;
  LiftField   inner; /* LIFT_N_FIELDS: nothing */
} walked_lists[] = {
  { LIFT_RELEASE_PHASES, "", LIFT_PHASE_ITEMS },
  { LIFT_RELEASE_INCIDENTS, "i", LIFT_INCIDENT_ITEMS },
  { LIFT_RELEASE_RESPONSE, "r", LIFT_N_FIELDS },
  { LIFT_RELEASE_ATTEMPTS, "d", LIFT_ATTEMPT_DEPLOYMENTS },
  { LIFT_RELEASE_MOVES, "m", LIFT_N_FIELDS },
  { LIFT_RELEASE_HANDOVERS, "h", LIFT_N_FIELDS },
  { LIFT_RELEASE_LINKS, "l", LIFT_N_FIELDS },
};

/* What a child of the release holds. */
static LiftNodes *
get_inner (LiftNode *holder,
           guint     walked)
{
  return walked_lists[walked].inner != LIFT_N_FIELDS ? lift_node_get_list (holder, walked_lists[walked].inner) : NULL;
}

gboolean
lift_spot_find (LiftNode   *root,
                const char *id,
                LiftSpot   *spot)
{
  for (guint l = 0; l < G_N_ELEMENTS (walked_lists); l++)
    {
      LiftNodes *outer = lift_node_get_list (root, walked_lists[l].list);
      guint o, i;

      if (lift_nodes_find (outer, id, &o))
        {
          *spot = (LiftSpot) { lift_nodes_get (outer, o), root, walked_lists[l].list, o + 1, 0 };
          return TRUE;
        }

      for (o = 0; o < lift_nodes_get_n (outer); o++)
        {
          LiftNode *holder = lift_nodes_get (outer, o);
          LiftNodes *inner = get_inner (holder, l);

          if (lift_nodes_find (inner, id, &i))
            {
              *spot = (LiftSpot) { lift_nodes_get (inner, i), holder, walked_lists[l].list, o + 1, i + 1 };
              return TRUE;
            }
        }
    }

  return FALSE;
}

/* Appends those of @wanted that exist in printed order, and takes them out of @wanted. */
static void
find_all (LiftNode   *root,
          GHashTable *wanted,
          GArray     *spots)
{
  for (guint l = 0; l < G_N_ELEMENTS (walked_lists); l++)
    {
      LiftNodes *outer = lift_node_get_list (root, walked_lists[l].list);

      for (guint o = 0; o < lift_nodes_get_n (outer); o++)
        {
          LiftSpot spot = { lift_nodes_get (outer, o), root, walked_lists[l].list, o + 1, 0 };
          LiftNode *holder = spot.node;
          LiftNodes *inner = get_inner (holder, l);

          if (g_hash_table_remove (wanted, lift_node_get_id (holder)))
            g_array_append_val (spots, spot);
          spot.parent = holder;
          for (guint i = 0; i < lift_nodes_get_n (inner); i++)
            {
              spot.node = lift_nodes_get (inner, i);
              spot.inner = i + 1;
              if (g_hash_table_remove (wanted, lift_node_get_id (spot.node)))
                g_array_append_val (spots, spot);
            }
        }
    }
}

/* The items of @ids in printed order, each once; all or none. */
GArray *
lift_spots_find (LiftNode           *root,
                  const char *const  *ids,
                  GError            **error)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (LiftSpot));

  if (ids[0] != NULL && ids[1] == NULL)
    {
      LiftSpot place;

      if (!lift_intent_find (root, ids[0], LIFT_KIND_ITEM, &place, error))
        return NULL;
      g_array_append_val (spots, place);
    }
  else if (ids[0] != NULL)
    {
      g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; ids[i] != NULL; i++)
        g_hash_table_add (wanted, (gpointer) ids[i]);
      find_all (root, wanted, spots);
      for (guint i = 0; ids[i] != NULL; i++)
        if (g_hash_table_contains (wanted, ids[i]))
          {
            g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                         _("There is no item “%s” in this release: it may have been deleted"), ids[i]);
            return NULL;
          }
    }

  for (guint i = 0; i < spots->len; i++)
    {
      LiftNode *node = g_array_index (spots, LiftSpot, i).node;

      if (lift_node_get_kind (node) != LIFT_KIND_ITEM)
        {
          g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("“%s” is not an item: choose items of one phase or incident"),
                       lift_node_get_id (node));
          return NULL;
        }
    }

  return g_steal_pointer (&spots);
}

char *
lift_spot_number (const LiftSpot *place)
{
  const char *prefix = "";

  for (guint l = 0; l < G_N_ELEMENTS (walked_lists); l++)
    if (walked_lists[l].list == place->list)
      prefix = walked_lists[l].prefix;
  if (place->inner == 0)
    return g_strdup_printf ("%s%u", prefix, place->outer);
  return g_strdup_printf ("%s%u.%u", prefix, place->outer, place->inner);
}

static gboolean
follows (const LiftSpot *place,
         const LiftSpot *before)
{
  if (place->list != before->list || (place->inner == 0) != (before->inner == 0))
    return FALSE;
  return place->inner == 0 ? place->outer == before->outer + 1
                           : place->outer == before->outer && place->inner == before->inner + 1;
}

/* "2.1, 2.3"; three or more in a row are written "2.1–2.4". @spots are in printed order. */
char *
lift_spots_number (const GArray *spots)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint next;

  for (guint i = 0; i < spots->len; i = next)
    {
      g_autofree char *first = lift_spot_number (&g_array_index (spots, LiftSpot, i));

      next = i + 1;
      while (next < spots->len
             && follows (&g_array_index (spots, LiftSpot, next), &g_array_index (spots, LiftSpot, next - 1)))
        next++;
      if (next - i < 3)
        next = i + 1;

      if (out->len > 0)
        g_string_append (out, ", ");
      g_string_append (out, first);
      if (next > i + 1)
        {
          g_autofree char *last = lift_spot_number (&g_array_index (spots, LiftSpot, next - 1));

          g_string_append_printf (out, "–%s", last);
        }
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * lift_number_of:
 * @root: a release
 * @id: the id of anything in it
 *
 * The number under which a phase ("2"), an item ("2.3"), an incident ("i1"), a step of an incident ("i1.3"), a step of the
 * response list ("r3"), an attempt ("d1"), a deployment of it ("d1.2"), a move ("m1"), a hand-over ("h1") or a link ("l1") is printed. Numbers are places: they change when something is moved, ids do not.
 *
 * Returns: (transfer full) (nullable): the number, or NULL if @root has no such id, or it is the release's own
 */
char *
lift_number_of (LiftNode   *root,
                const char *id)
{
  LiftSpot place;

  g_return_val_if_fail (root != NULL && id != NULL, NULL);

  return lift_spot_find (root, id, &place) ? lift_spot_number (&place) : NULL;
}

static gboolean
parse_count (const char **text,
             guint       *count)
{
  guint value = 0;
  const char *p = *text;

  if (*p < '1' || *p > '9')
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      if (value > 1000000)
        return FALSE;
      value = value * 10 + (*p - '0');
    }
  *text = p;
  *count = value;
  return TRUE;
}

static gboolean
parse_number (const char *text,
              LiftField  *list,
              guint      *outer,
              guint      *inner)
{
  guint walked = 0;

  *inner = 0;
  for (guint l = 1; l < G_N_ELEMENTS (walked_lists); l++)
    if (*text == *walked_lists[l].prefix)
      walked = l;
  *list = walked_lists[walked].list;
  text += strlen (walked_lists[walked].prefix);
  if (!parse_count (&text, outer))
    return FALSE;
  if (*text == '.' && walked_lists[walked].inner != LIFT_N_FIELDS)
    {
      text++;
      if (!parse_count (&text, inner))
        return FALSE;
    }
  return *text == '\0';
}

static const char *
example_of (LiftKind kind)
{
  switch (kind)
    {
    case LIFT_KIND_PHASE:
      return _("a phase is named by its number such as 2, or by its id");
    case LIFT_KIND_INCIDENT:
      return _("an incident is named by its number such as i1, or by its id");
    case LIFT_KIND_DEPLOYMENT:
      return _("a deployment is named by its number such as d1.2, or by its id");
    case LIFT_KIND_RELEASE:
    case LIFT_KIND_ITEM:
    case LIFT_KIND_ATTEMPT:
    case LIFT_KIND_MOVE:
    case LIFT_KIND_HANDOVER:
    case LIFT_KIND_LINK:
    case LIFT_N_KINDS:
    default:
      return _("an item is named by its number such as 2.3 (i1.3 is step 3 of incident 1), or by its id");
    }
}

static void
set_no_such_number (LiftNode    *root,
                    const char  *text,
                    LiftField    list,
                    guint        outer,
                    GError     **error)
{
  LiftNodes *nodes = lift_node_get_list (root, list);
  guint n = lift_nodes_get_n (nodes);
  LiftNode *holder;
  LiftKind kind;

  if (list == LIFT_RELEASE_RESPONSE)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   ngettext ("There is no “%s”: the incident response list has %u step",
                             "There is no “%s”: the incident response list has %u steps", n), text, n);
      return;
    }
  if (outer > n)
    {
      if (list == LIFT_RELEASE_ATTEMPTS)
        g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                     ngettext ("There is no “%s”: the release has %u deployment attempt",
                               "There is no “%s”: the release has %u deployment attempts", n), text, n);
      else if (list != LIFT_RELEASE_INCIDENTS && list != LIFT_RELEASE_PHASES)
        g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("There is no “%s” in this release"), text);
      else if (list == LIFT_RELEASE_INCIDENTS)
        g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                     ngettext ("There is no “%s”: the release has %u incident",
                               "There is no “%s”: the release has %u incidents", n), text, n);
      else
        g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                     ngettext ("There is no “%s”: the release has %u phase",
                               "There is no “%s”: the release has %u phases", n), text, n);
      return;
    }

  holder = lift_nodes_get (nodes, outer - 1);
  kind = lift_node_get_kind (holder);
  if (kind == LIFT_KIND_ATTEMPT)
    {
      n = lift_nodes_get_n (lift_node_get_list (holder, LIFT_ATTEMPT_DEPLOYMENTS));
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                   ngettext ("There is no “%s”: attempt d%u has %u deployment",
                             "There is no “%s”: attempt d%u has %u deployments", n), text, outer, n);
      return;
    }
  n = lift_nodes_get_n (lift_node_get_list (holder, lift_kind_list_of (kind, LIFT_KIND_ITEM)));
  if (kind == LIFT_KIND_INCIDENT)
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                 ngettext ("There is no “%s”: incident i%u has %u step",
                           "There is no “%s”: incident i%u has %u steps", n), text, outer, n);
  else
    g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT,
                 ngettext ("There is no “%s”: phase %u has %u item",
                           "There is no “%s”: phase %u has %u items", n), text, outer, n);
}

static LiftNode *
find_by_number (LiftNode  *root,
                LiftField  list,
                guint      outer,
                guint      inner)
{
  LiftNodes *nodes = lift_node_get_list (root, list);
  LiftNode *holder;

  if (outer > lift_nodes_get_n (nodes))
    return NULL;
  holder = lift_nodes_get (nodes, outer - 1);
  if (inner == 0)
    return holder;

  for (guint l = 0; l < G_N_ELEMENTS (walked_lists); l++)
    if (walked_lists[l].list == list)
      nodes = get_inner (holder, l);
  return inner > lift_nodes_get_n (nodes) ? NULL : lift_nodes_get (nodes, inner - 1);
}

/**
 * lift_number_find:
 * @root: a release
 * @number_or_id: a printed number such as "2.3" or "i1.3" as of this @root, or an id
 * @kind: what it must be; %LIFT_N_KINDS for anything
 * @error: LIFT_ERROR_ARGUMENT, saying what there is instead
 *
 * Finds what a person named. A number wins over an id that looks like one.
 *
 * Returns: (transfer none) (nullable): the node in @root
 */
LiftNode *
lift_number_find (LiftNode    *root,
                  const char  *number_or_id,
                  LiftKind     kind,
                  GError     **error)
{
  LiftField list;
  guint outer, inner;
  gboolean is_number;
  LiftNode *node = NULL;

  g_return_val_if_fail (root != NULL && number_or_id != NULL, NULL);

  is_number = parse_number (number_or_id, &list, &outer, &inner);
  if (is_number)
    node = find_by_number (root, list, outer, inner);
  if (node == NULL)
    node = lift_root_find (root, number_or_id, NULL);

  if (node == NULL)
    {
      if (is_number)
        set_no_such_number (root, number_or_id, list, outer, error);
      else
        g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("There is no “%s”: %s"), number_or_id, example_of (kind));
      return NULL;
    }
  if (kind != LIFT_N_KINDS && lift_node_get_kind (node) != kind)
    {
      g_set_error (error, LIFT_ERROR, LIFT_ERROR_ARGUMENT, _("“%s” is something else: %s"), number_or_id, example_of (kind));
      return NULL;
    }
  return node;
}

static LiftNode *
find_below (LiftNode    *node,
            const char  *id,
            LiftNode   **parent)
{
  LiftKind kind = lift_node_get_kind (node);

  for (LiftField field = lift_kind_first_field (kind); field < lift_kind_first_field (kind) + lift_kind_n_fields (kind); field++)
    {
      LiftNodes *list = lift_field_info (field)->type == LIFT_TYPE_LIST ? lift_node_get_list (node, field) : NULL;
      LiftNode *found = NULL;
      guint index;

      if (lift_nodes_find (list, id, &index))
        {
          if (parent != NULL)
            *parent = node;
          return lift_nodes_get (list, index);
        }
      for (guint i = 0; i < lift_nodes_get_n (list) && found == NULL && lift_field_info (field)->about != LIFT_KIND_ITEM; i++)
        found = find_below (lift_nodes_get (list, i), id, parent);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * lift_root_find:
 * @root: a release
 * @id: an id
 * @parent: (out) (optional) (nullable) (transfer none): the parent of what was found; NULL for the release itself
 *
 * Finds a node by its id, by walking the tree. Where many are looked up, a [struct@LiftIndex] is quicker.
 *
 * Returns: (transfer none) (nullable): the node, or NULL
 */
LiftNode *
lift_root_find (LiftNode    *root,
                const char  *id,
                LiftNode   **parent)
{
  g_return_val_if_fail (root != NULL && id != NULL, NULL);

  if (parent != NULL)
    *parent = NULL;
  return strcmp (lift_node_get_id (root), id) == 0 ? root : find_below (root, id, parent);
}
