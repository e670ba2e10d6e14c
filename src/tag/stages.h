/* stages.h - one line a stage, in the order they run
 *
 * A stage reads the model and what earlier stages left in the document, and adds its own array. It
 * calls no other stage and keeps no state between documents. */
#ifndef NT_STAGES_H
#define NT_STAGES_H

#include "model/model.h"
#include "tag/doc.h"

/* What the stages share for the life of a tagger. */
struct tag_context {
    const nertag_model *model;
    struct word_classes classes;
    nt_scan_function *scan;
    struct sentence_words sentence_words;
    uint32_t labels; /* bit n: report label n */
    float min_score;
    struct lookup_queue *queue; /* lookup.c's working memory */
    struct entity_map *map;     /* entities.c's working memory */
};

/* for each segment */
nertag_status nt_stage_words(const struct tag_context *context, struct doc *doc);
nertag_status nt_stage_sentences(const struct tag_context *context, struct doc *doc);
nertag_status nt_stage_zones(const struct tag_context *context, struct doc *doc);
nertag_status nt_stage_lookup(const struct tag_context *context, struct doc *doc);
nertag_status nt_stage_resolve(const struct tag_context *context, struct doc *doc);
/* for the document */
nertag_status nt_stage_context(const struct tag_context *context, struct doc *doc);
nertag_status nt_stage_entities(const struct tag_context *context, struct doc *doc);

struct lookup_queue *nt_lookup_queue_new(void);
void nt_lookup_queue_free(struct lookup_queue *queue);
struct entity_map *nt_entity_map_new(void);
void nt_entity_map_free(struct entity_map *map);

#endif
