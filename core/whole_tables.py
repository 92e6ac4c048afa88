"""A first migration that makes whole tables, without Django drawing up all models again for each of them."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class FirstMigration(migrations.Migration):
    """Only for operations that create models: all are known before the first table is made."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        vars(project_state).pop("apps", None)  # as drawn so far; drawn once more when the first table asks
        project_state.is_delayed = False  # nothing is out of date: no data migration has to draw them again
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
