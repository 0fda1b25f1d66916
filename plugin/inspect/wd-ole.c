/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-ole.h"

#include <string.h>

#define HEADER_BYTES    512
#define ENTRY_BYTES     128
#define END_OF_CHAIN    0xfffffffau /* this and everything above is no sector */
#define MAX_ENTRIES     20000
#define MAX_FAT_SECTORS 4096               /* two million sectors: a gigabyte of 512-byte ones */
#define BOOK_BYTES      (16 * 1024 * 1024) /* of a workbook: the list of its sheets comes first */
#define OBJECT_BYTES    (32 * 1024 * 1024) /* of one embedded file */
#define MAX_OBJECTS     64
#define MINI_SHIFT      6                 /* [MS-CFB] 2.2: sectors of 64 bytes for what is short */
#define MINI_BYTES      4096              /* below it a stream is short */
#define MINI_MAX        (8 * 1024 * 1024) /* of all short streams together */
#define MAX_STREAMS     8   /* a folder that names one a thousand times costs no more */
#define TEXT_BYTES      512 /* of a Word document: its first header */
#define SHOW_BYTES      (16 * 1024 * 1024)

typedef struct {
	const WdSource *source;
	WdOleFacts *facts;
	guint sector_shift;
	guint64 n_sectors;
	GArray *fat;       /* of guint32: the sector after each */
	guint n_read;      /* streams */
	guint n_objects;   /* of them: embedded files */
	guint32 mini_fat;  /* where its chain begins */
	guint32 mini_root; /* where what it is about does */
	guint64 mini_size;
	GByteArray *mini;      /* (nullable) all short streams */
	GByteArray *mini_next; /* (nullable) the sector after each */
	WdOleStreamFound found;
	gpointer data;
} Ole;

typedef struct {
	char name[33]; /* ASCII; what is not is '?' */
	guint8 type;   /* 1 storage, 2 stream, 5 root */
	guint32 start;
	guint64 size;
} Entry;

static guint16
get16(const guint8 *at)
{
	return (guint16)(at[0] | at[1] << 8);
}

static guint32
get32(const guint8 *at)
{
	return at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

/* The header counts as a sector before the first. */
static gboolean
read_sector(Ole *ole, guint32 sector, guint8 *bytes)
{
	gsize size = (gsize)1 << ole->sector_shift;
	gssize n;

	if (sector >= ole->n_sectors) {
		ole->facts->is_damaged = TRUE;
		return FALSE;
	}
	n = wd_source_read(ole->source, ((guint64)sector + 1) << ole->sector_shift, bytes, size);
	if (n <= 0)
		return FALSE;
	memset(bytes + n, 0, size - (gsize)n);
	return TRUE;
}

static gboolean
add_fat_sector(Ole *ole, guint32 sector)
{
	g_autofree guint8 *bytes = g_malloc((gsize)1 << ole->sector_shift);
	guint n = (1u << ole->sector_shift) / 4;

	if (ole->fat->len >= (guint64)MAX_FAT_SECTORS * n || ole->fat->len >= ole->n_sectors + n ||
	    !read_sector(ole, sector, bytes))
		return FALSE;
	for (guint i = 0; i < n; i++) {
		guint32 next = get32(bytes + 4 * i);

		g_array_append_val(ole->fat, next);
	}
	return TRUE;
}

/* The first 109 sectors of the table stand in the header, the others in a chain of their own. */
static void
read_fat(Ole *ole, const guint8 *header)
{
	g_autofree guint8 *bytes = g_malloc((gsize)1 << ole->sector_shift);
	guint n_per_sector = (1u << ole->sector_shift) / 4 - 1;
	guint32 more = get32(header + 68);

	for (guint i = 0; i < 109; i++) {
		guint32 sector = get32(header + 76 + 4 * i);

		if (sector >= END_OF_CHAIN || !add_fat_sector(ole, sector))
			return;
	}
	for (guint step = 0; step < MAX_FAT_SECTORS && more < END_OF_CHAIN; step++) {
		if (!read_sector(ole, more, bytes))
			return;
		for (guint i = 0; i < n_per_sector; i++) {
			guint32 sector = get32(bytes + 4 * i);

			if (sector >= END_OF_CHAIN || !add_fat_sector(ole, sector))
				return;
		}
		more = get32(bytes + 4 * n_per_sector);
	}
}

/* A chain that bites its tail ends with the last sector there is. */
static GByteArray *
read_chain(Ole *ole, guint32 sector, guint64 max_bytes)
{
	GByteArray *out = g_byte_array_new();
	gsize size = (gsize)1 << ole->sector_shift;
	g_autofree guint8 *bytes = g_malloc(size);

	for (guint64 step = 0; sector < END_OF_CHAIN && out->len < max_bytes; step++) {
		if (step > ole->n_sectors || sector >= ole->fat->len ||
		    !read_sector(ole, sector, bytes)) {
			ole->facts->is_damaged = TRUE;
			break;
		}
		g_byte_array_append(out, bytes, (guint)size);
		sector = g_array_index(ole->fat, guint32, sector);
	}
	return out;
}

static void
load_mini(Ole *ole)
{
	if (ole->mini != NULL)
		return;
	ole->mini = read_chain(ole, ole->mini_root, MIN(ole->mini_size, MINI_MAX));
	ole->mini_next = read_chain(ole, ole->mini_fat, MINI_MAX / 16);
}

/* What is short shares the sectors of one long stream, with a table of its own. */
static GByteArray *
read_mini_chain(Ole *ole, guint32 sector, guint64 size)
{
	GByteArray *out = g_byte_array_new();

	load_mini(ole);
	while (sector < END_OF_CHAIN && out->len < size) {
		gsize at = (gsize)sector << MINI_SHIFT;

		if (at + (1u << MINI_SHIFT) > ole->mini->len ||
		    4 * ((gsize)sector + 1) > ole->mini_next->len) {
			ole->facts->is_damaged = TRUE;
			break;
		}
		g_byte_array_append(out, ole->mini->data + at, 1u << MINI_SHIFT);
		sector = get32(ole->mini_next->data + 4 * (gsize)sector);
	}
	g_byte_array_set_size(out, (guint)MIN(out->len, size));
	return out;
}

static GByteArray *
read_object(Ole *ole, const Entry *entry)
{
	guint64 size = MIN(entry->size, OBJECT_BYTES);
	GByteArray *out;

	ole->facts->is_partial |= entry->size > OBJECT_BYTES;
	if (entry->size < MINI_BYTES)
		return read_mini_chain(ole, entry->start, size);
	out = read_chain(ole, entry->start, size);
	g_byte_array_set_size(out, (guint)MIN(out->len, size));
	return out;
}

static void
read_entry(const guint8 *bytes, Entry *entry)
{
	guint n = MIN(get16(bytes + 64) / 2u, 32u);

	for (guint i = 0; i < n; i++) {
		guint16 unit = get16(bytes + 2 * i);

		entry->name[i] = unit < 0x80 ? (char)unit : '?';
	}
	entry->name[n] = '\0';
	entry->type = bytes[66];
	entry->start = get32(bytes + 116);
	entry->size = get32(bytes + 120);
}

/* [MS-XLS] 2.4.28: a sheet's own record says what kind of sheet it is; 1 is for macros. 2.4.117: a
 * book may be locked, also with a password that Excel knows by itself, and then says nothing. */
static void
look_at_book(Ole *ole, const GByteArray *book)
{
	gsize at = 0;

	while (at + 4 <= book->len) {
		guint16 type = get16(book->data + at);
		guint16 len = get16(book->data + at + 2);

		if (type == 0x002f)
			ole->facts->is_encrypted = TRUE;
		if (type == 0x0085 && len >= 6 && at + 4 + 6 <= book->len &&
		    (book->data[at + 4 + 5] & 0x0f) == 1)
			ole->facts->has_macros = TRUE;
		if (type == 0x000a) /* the end of the book's own records */
			return;
		at += 4 + (gsize)len;
	}
	ole->facts->is_partial |= book->len >= BOOK_BYTES;
}

/* [MS-DOC] 2.5.2: a bit of the first bytes says that the rest is locked. */
static void
look_at_text(Ole *ole, const GByteArray *text)
{
	if (text->len > 11 && (text->data[11] & 1) != 0)
		ole->facts->is_encrypted = TRUE;
}

/* [MS-PPT] 2.4.10 VbaInfoAtom: PowerPoint packs its project into its one big stream. */
static void
look_at_show(Ole *ole, const GByteArray *show)
{
	static const guint8 atom[] = {0x02, 0x00, 0x00, 0x04, 0x0c, 0x00, 0x00, 0x00};
	const guint8 *at = show->data;
	const guint8 *end = show->data + show->len;

	while (at != NULL && (gsize)(end - at) >= sizeof atom + 12) {
		at = memmem(at, (gsize)(end - at), atom, sizeof atom);
		if (at == NULL || (gsize)(end - at) < sizeof atom + 12)
			return;
		if (get32(at + sizeof atom + 4) == 1) /* fHasMacros */
			ole->facts->has_macros = TRUE;
		at++;
	}
}

static gboolean
is_name(const Entry *entry, const char *name)
{
	return g_ascii_strcasecmp(entry->name, name) == 0;
}

/* Where objects keep the file that they are. */
static gboolean
is_object(const Entry *entry)
{
	return is_name(entry, "\1Ole10Native") || is_name(entry, "Package") ||
	       is_name(entry, "CONTENTS");
}

static void
hand_over(Ole *ole, const Entry *entry)
{
	g_autoptr(GByteArray) bytes = NULL;

	if (ole->found == NULL)
		return;
	if (++ole->n_objects > MAX_OBJECTS) {
		ole->facts->is_partial = TRUE;
		return;
	}
	bytes = read_object(ole, entry);
	ole->found(entry->name, bytes->data, bytes->len, ole->data);
}

/* The streams that documents are. */
typedef struct {
	const char *name;
	guint max_bytes;   /* that are looked at */
	gboolean is_whole; /* what stands behind them would count */
	void (*look)(Ole *ole, const GByteArray *bytes);
} Body;

static const Body bodies[] = {
	{"Workbook", BOOK_BYTES, FALSE, look_at_book},
	{"Book", BOOK_BYTES, FALSE, look_at_book},
	{"PowerPoint Document", SHOW_BYTES, TRUE, look_at_show},
	{"WordDocument", TEXT_BYTES, FALSE, look_at_text},
};

/* By its length it stands in one of two places, and programs do not agree about the length where
 * the header says another limit than the only one there is: both are looked at. */
static void
look_at_both(Ole *ole, const Entry *entry, const Body *body)
{
	gboolean was_damaged = ole->facts->is_damaged;
	g_autoptr(GByteArray) whole = read_chain(ole, entry->start, body->max_bytes);

	body->look(ole, whole);
	if (entry->size < MINI_BYTES && ole->mini_root < END_OF_CHAIN) {
		g_autoptr(GByteArray) part = NULL;

		ole->facts->is_damaged = was_damaged;
		part = read_mini_chain(ole, entry->start, entry->size);
		body->look(ole, part);
	}
	ole->facts->is_partial |= entry->size > body->max_bytes && body->is_whole;
}

/* A name that no folder leads to may come first, as often as somebody likes. */
static gboolean
look_at_body(Ole *ole, const Entry *entry)
{
	for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
		if (!is_name(entry, bodies[i].name))
			continue;
		if (ole->n_read++ < MAX_STREAMS)
			look_at_both(ole, entry, &bodies[i]);
		else
			ole->facts->is_partial = TRUE;
		return TRUE;
	}
	return FALSE;
}

static void
look_at_stream(Ole *ole, const Entry *entry)
{
	if (look_at_body(ole, entry))
		return;
	if (is_name(entry, "EncryptedPackage") || is_name(entry, "EncryptionInfo") ||
	    is_name(entry, "EncryptedSummary")) /* PowerPoint's sign of a locked show */
		ole->facts->is_encrypted = TRUE;
	else if (is_name(entry, "_VBA_PROJECT"))
		ole->facts->has_macros = TRUE;
	else if (is_name(entry, "Equation Native"))
		ole->facts->is_abused = TRUE;
	else if (is_object(entry))
		hand_over(ole, entry);
	else if (g_str_has_prefix(entry->name, "??") && strspn(entry->name, "?") >= 3)
		ole->facts->is_installer = TRUE; /* names squeezed into Chinese letters */
}

static void
look_at_entry(Ole *ole, const guint8 *bytes)
{
	Entry entry;

	read_entry(bytes, &entry);
	if (entry.type == 2)
		look_at_stream(ole, &entry);
	else if (entry.type == 1 && (is_name(&entry, "VBA") || is_name(&entry, "_VBA_PROJECT_CUR")))
		ole->facts->has_macros = TRUE;
}

/* The first entry is the root, and its stream is what short streams share. */
static void
find_mini(Ole *ole, const guint8 *header, const GByteArray *folder)
{
	Entry root;

	ole->mini_fat = get32(header + 60);
	ole->mini_root = END_OF_CHAIN;
	if (folder->len < ENTRY_BYTES)
		return;
	read_entry(folder->data, &root);
	if (root.type != 5)
		return;
	ole->mini_root = root.start;
	ole->mini_size = root.size;
}

/**
 * wd_ole_look:
 * @source: a file that may be a compound file
 * @facts: (out): what is in it
 * @found: (nullable): called for each stream that holds an embedded file, of which the first 64
 *   are read
 * @data: for @found
 *
 * Goes through every entry, whatever the tree of them says: a name that no folder leads to counts
 * as well. Costs time and memory in proportion to the file at most.
 *
 * Returns: whether @source is a compound file at all
 */
gboolean
wd_ole_look(const WdSource *source, WdOleFacts *facts, WdOleStreamFound found, gpointer data)
{
	static const guint8 magic[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
	guint8 header[HEADER_BYTES];
	Ole ole = {.source = source, .facts = facts, .found = found, .data = data};
	g_autoptr(GByteArray) folder = NULL;

	*facts = (WdOleFacts){0};
	if (wd_source_read(source, 0, header, sizeof header) != sizeof header ||
	    memcmp(header, magic, sizeof magic) != 0)
		return FALSE;
	ole.sector_shift = get16(header + 30);
	if (ole.sector_shift != 9 && ole.sector_shift != 12) {
		facts->is_damaged = TRUE;
		return TRUE;
	}
	ole.n_sectors = source->size >> ole.sector_shift;
	ole.fat = g_array_new(FALSE, FALSE, sizeof(guint32));
	read_fat(&ole, header);
	folder = read_chain(&ole, get32(header + 48), (guint64)MAX_ENTRIES * ENTRY_BYTES);
	facts->is_partial = folder->len >= (gsize)MAX_ENTRIES * ENTRY_BYTES;
	find_mini(&ole, header, folder);
	for (gsize at = 0; at + ENTRY_BYTES <= folder->len; at += ENTRY_BYTES)
		look_at_entry(&ole, folder->data + at);
	g_array_unref(ole.fat);
	g_clear_pointer(&ole.mini, g_byte_array_unref);
	g_clear_pointer(&ole.mini_next, g_byte_array_unref);
	return TRUE;
}
