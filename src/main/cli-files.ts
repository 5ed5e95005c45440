/** Commands that work on files alone and need no installation. */
import type { Command } from 'commander'
import { JSON_FLAG, print } from './cli-common.ts'

export function fileCommands(program: Command): void {
  program
    .command('check-disclosure')
    .description('检查公开的部门预算、决算 · check a published budget or final account')
    .argument('<file...>', '.txt .docx .doc .xlsx .pdf .html')
    .option(
      '--previous <file>',
      '上一年的同种文件，或决算当年的预算 · last year’s document, or the budget of the year of final accounts',
    )
    .option('--html <out>', '写成网页报告，原文中标出 · write a report with the document marked up')
    .option('--lang <lang>', '网页报告的语言 zh 或 en · language of that report', 'zh')
    .option(...JSON_FLAG)
    .action(
      async (files: string[], o: { previous?: string; html?: string; lang: string; json?: boolean }) => {
        const { checkDisclosures } = await import('./check-disclosure.ts')
        process.exitCode = await checkDisclosures(files, o)
      },
    )

  program
    .command('classify')
    .description('用一份已分类的来信训练，用另一份检验 · train on labelled messages, try on others')
    .requiredOption('--train <file>', '.jsonl：tokens 或 body，level1')
    .requiredOption('--test <file>', '.jsonl')
    .option(...JSON_FLAG)
    .action(async (o: { train: string; test: string; json?: boolean }) =>
      print(await (await import('./classify.ts')).classify(o), o.json ?? false),
    )

  program
    .command('reply-check')
    .description('用答复检查的问题看一批答复 · put the questions of the reply check to letters with replies')
    .requiredOption('--file <file>', '.jsonl：id，subject，body，reply，repliedAt')
    .option('--show <id...>', '附上这几件的检查结果 · with the findings of these')
    .option(...JSON_FLAG)
    .action(async (o: { file: string; show?: string[]; json?: boolean }) =>
      print(await (await import('./reply-check-command.ts')).replyCheck(o), o.json ?? false),
    )

  program
    .command('topics')
    .description('把来信归成热点，并对照人工标注检验 · gather letters into topics, measured against labels')
    .requiredOption('--messages <file>', '.jsonl：id，subject，body，at')
    .option('--labels <file>', '.json：[{topic, members, unsure}]')
    .option(...JSON_FLAG)
    .action(async (o: { messages: string; labels?: string; json?: boolean }) =>
      print(await (await import('./topics-command.ts')).topics(o), o.json ?? false),
    )
}
