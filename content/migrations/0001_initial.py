import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('body', wagtail.fields.StreamField([('hero', 7), ('now', 10), ('text', 11), ('teasers', 17), ('news', 19), ('figures', 24), ('picture', 27), ('quote', 30), ('notice', 32), ('straw_poll', 34)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 100}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Words on the button', 'max_length': 60}), 3: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Only when it is no page of this site, such as /stemmingen/.', 'label': 'Address', 'max_length': 200, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 2), ('page', 3), ('address', 4)]], {}), 6: ('wagtail.blocks.ListBlock', (5,), {'label': 'Buttons', 'max_num': 3}), 7: ('wagtail.blocks.StructBlock', [[('heading', 0), ('text', 1), ('links', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 80}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Text when nothing is open', 'max_length': 200, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('heading', 8), ('nothing', 9)]], {}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'content/blocks/text.html'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 80, 'required': False}), 13: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80, 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('page', 13), ('title', 14), ('text', 1)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Pages', 'max_num': 6}), 17: ('wagtail.blocks.StructBlock', [[('heading', 12), ('teasers', 16)]], {}), 18: ('wagtail.blocks.IntegerBlock', (), {'default': 3, 'label': 'How many', 'max_value': 12, 'min_value': 1}), 19: ('wagtail.blocks.StructBlock', [[('heading', 8), ('number', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Number', 'max_length': 20}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 80}), 22: ('wagtail.blocks.StructBlock', [[('figure', 20), ('label', 21)]], {}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Numbers', 'max_num': 4}), 24: ('wagtail.blocks.StructBlock', [[('heading', 12), ('figures', 23)]], {}), 25: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.TextBlock', (), {'label': 'Quote'}), 29: ('wagtail.blocks.CharBlock', (), {'label': 'Who says it', 'max_length': 120, 'required': False}), 30: ('wagtail.blocks.StructBlock', [[('text', 28), ('source', 29)]], {}), 31: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link'], 'label': 'Text'}), 32: ('wagtail.blocks.StructBlock', [[('text', 31)]], {}), 33: ('wagtail.snippets.blocks.SnippetChooserBlock', ('straw.Question',), {'label': 'Straw poll'}), 34: ('wagtail.blocks.StructBlock', [[('poll', 33)]], {})}, verbose_name='body')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'news overview',
                'verbose_name_plural': 'news overviews',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('notice', 8), ('facts', 13), ('straw_poll', 15)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'content/blocks/text.html'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Quote'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Who says it', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('source', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link'], 'label': 'Text'}), 8: ('wagtail.blocks.StructBlock', [[('text', 7)]], {}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 60}), 10: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'Text'}), 11: ('wagtail.blocks.StructBlock', [[('name', 9), ('text', 10)]], {}), 12: ('wagtail.blocks.ListBlock', (11,), {'label': 'Facts'}), 13: ('wagtail.blocks.StructBlock', [[('facts', 12)]], {}), 14: ('wagtail.snippets.blocks.SnippetChooserBlock', ('straw.Question',), {'label': 'Straw poll'}), 15: ('wagtail.blocks.StructBlock', [[('poll', 14)]], {})}, verbose_name='body')),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Brand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='name of the co-operative')),
                ('address', models.TextField(blank=True, verbose_name='address')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'co-operative',
            },
        ),
        migrations.CreateModel(
            name='DocumentsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                ('collections', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='wagtailcore.collection', verbose_name='collections')),
            ],
            options={
                'verbose_name': 'documents page',
                'verbose_name_plural': 'documents pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('date', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
                ('summary', models.TextField(help_text='One or two sentences.', verbose_name='summary')),
                ('image_alt', models.CharField(blank=True, help_text='What is on it, for those who do not see it. Empty if it is only decoration.', max_length=200, verbose_name='alternative text')),
                ('body', wagtail.fields.StreamField([('text', 0), ('picture', 3), ('quote', 6), ('notice', 8), ('facts', 13), ('straw_poll', 15)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'content/blocks/text.html'}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('caption', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Quote'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Who says it', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('source', 5)]], {}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'document-link'], 'label': 'Text'}), 8: ('wagtail.blocks.StructBlock', [[('text', 7)]], {}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 60}), 10: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link'], 'label': 'Text'}), 11: ('wagtail.blocks.StructBlock', [[('name', 9), ('text', 10)]], {}), 12: ('wagtail.blocks.ListBlock', (11,), {'label': 'Facts'}), 13: ('wagtail.blocks.StructBlock', [[('facts', 12)]], {}), 14: ('wagtail.snippets.blocks.SnippetChooserBlock', ('straw.Question',), {'label': 'Straw poll'}), 15: ('wagtail.blocks.StructBlock', [[('poll', 14)]], {})}, verbose_name='body')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='image')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
            },
            bases=('wagtailcore.page',),
        ),
    ]
