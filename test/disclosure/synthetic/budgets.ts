/** Budgets as different provinces put them; every sentence says what the account holds. */
import { type Account, sum } from './account.ts'
import {
  basicOf,
  beforeOf,
  boughtOf,
  budgetOf,
  carsOf,
  classesOf,
  moved,
  pct,
  projectOf,
  runningOf,
  said,
  short,
  spentOf,
  staffOf,
  threeOf,
  wan,
} from './figures.ts'
import { economics, spending } from './finals.ts'

const UP = ['增加', '增长', '减少', '下降'] as const
const three = (a: Account) => threeOf(a, 'budget')
const car = (a: Account) => a.three.buy.budget + a.three.run.budget
const carBefore = (a: Account) => a.three.buy.before + a.three.run.before

/** The east: income and expenditure from last year's budget to this one's, shares at the end. */
export function east(a: Account): string[] {
  const y = a.year
  const b = budgetOf(a)
  return [
    `${a.name}${y}年度部门预算公开`,
    '第一部分 部门概况',
    `二、部门机构设置及预算单位构成情况。根据部门职责分工，本部门内设机构包括${a.offices.join('、')}。本部门无下属单位。`,
    `第三部分 ${y}年度部门预算情况说明`,
    '一、收支预算总体情况说明',
    `${a.name}${y}年度收入、支出预算总计${wan(b)}万元，与上年相比收、支预算总计各${said(moved(b, beforeOf(a)), UP, '持平')}。其中：`,
    `（一）收入预算总计${wan(b)}万元。包括：`,
    `1．本年收入合计${wan(b)}万元。`,
    `（1）一般公共预算拨款收入${wan(b)}万元，与上年相比${said(moved(b, beforeOf(a)), UP, '持平')}。主要原因是人员变动。`,
    '（2）政府性基金预算拨款收入0万元，与上年预算数相同。',
    '2．上年结转结余为0万元。与上年预算数相同。',
    `（二）支出预算总计${wan(b)}万元。包括：`,
    `1．本年支出合计${wan(b)}万元。`,
    ...classesOf(a).map((c, i) => `（${i + 1}）${c.name}（类）支出${wan(c.budget)}万元，主要用于保障运转。`),
    '2．年终结转结余为0万元。',
    '二、收入预算情况说明',
    `${a.name}${y}年收入预算合计${wan(b)}万元，包括本年收入${wan(b)}万元，上年结转结余0万元。`,
    `其中：本年一般公共预算收入${wan(b)}万元，占100%；本年政府性基金预算收入0万元，占0%。`,
    '三、支出预算情况说明',
    `${a.name}${y}年支出预算合计${wan(spentOf(a))}万元，其中：基本支出${wan(basicOf(a))}万元，占${pct(basicOf(a), spentOf(a))}%；项目支出${wan(projectOf(a))}万元，占${pct(projectOf(a), spentOf(a))}%；事业单位经营支出0万元，占0%。`,
    '五、财政拨款支出预算情况说明',
    `${a.name}${y}年财政拨款预算支出${wan(b)}万元，占本年支出合计的100%。与上年相比，财政拨款支出${said(moved(b, beforeOf(a)), UP, '持平')}。其中：`,
    ...classesOf(a).flatMap((c, k) => [
      `（${'一二三四五六七'[k]}）${c.name}（类）`,
      ...a.items
        .filter((i) => i.code.startsWith(c.code))
        .map(
          (i, n) =>
            `${n + 1}．${i.names[1]}（款）${i.names[2]}（项）支出${wan(i.budget)}万元，与上年相比${said(moved(i.budget, i.before), UP, '持平')}。主要原因是调整。`,
        ),
    ]),
    '十、一般公共预算拨款“三公”经费、会议费、培训费支出预算情况说明',
    `${a.name}${y}年度一般公共预算拨款安排的“三公”经费预算支出中，因公出国（境）费支出0万元，占“三公”经费的0%；公务用车购置及运行维护费支出${wan(car(a))}万元，占“三公”经费的${pct(car(a), three(a))}%；公务接待费支出${wan(a.three.reception.budget)}万元，占“三公”经费的${pct(a.three.reception.budget, three(a))}%。具体情况如下：`,
    '1．因公出国（境）费预算支出0万元，与上年预算数相同。',
    `2．公务用车购置及运行维护费预算支出${wan(car(a))}万元。其中：`,
    `（1）公务用车购置预算支出${wan(a.three.buy.budget)}万元，${said(moved(a.three.buy.budget, a.three.buy.before), ['比上年预算增加', '增长', '比上年预算减少', '下降'], '与上年预算数相同').split('，')[0]}，主要原因是更新。`,
    `（2）公务用车运行维护费预算支出${wan(a.three.run.budget)}万元，${said(moved(a.three.run.budget, a.three.run.before), ['比上年预算增加', '增长', '比上年预算减少', '下降'], '与上年预算数相同').split('，')[0]}，主要原因是节约。`,
    `3．公务接待费预算支出${wan(a.three.reception.budget)}万元，${said(moved(a.three.reception.budget, a.three.reception.before), ['比上年预算增加', '增长', '比上年预算减少', '下降'], '与上年预算数相同').split('，')[0]}，主要原因是节约。`,
    '十三、一般公共预算机关运行经费支出预算情况说明',
    `${y}年本部门一般公共预算机关运行经费预算支出${wan(runningOf(a))}万元，与上年相比${said(moved(runningOf(a), Math.round(runningOf(a) * 0.9)), UP, '持平')}。`,
    '十四、政府采购支出预算情况说明',
    `${y}年度政府采购支出预算总额${wan(boughtOf(a))}万元，其中：拟采购货物支出${wan(a.procurement.goods)}万元、拟采购工程支出${wan(a.procurement.works)}万元、拟采购服务支出${wan(a.procurement.services)}万元。`,
    '十五、国有资产占用情况说明',
    `本部门共有车辆${carsOf(a)}辆，其中，${a.cars.map((c) => `${c.name}${c.n}辆`).join('、')}。单价50万元（含）以上的通用设备0台（套），单价100万元（含）以上的专用设备0台（套）。`,
    '十六、预算绩效目标设置情况说明',
    `${y}年度，本部门整体支出纳入绩效目标管理，涉及财政性资金${wan(b)}万元；本部门共${a.projects.length}个项目纳入绩效目标管理，涉及财政性资金合计${wan(sum(a.projects.map((p) => p.planned)))}万元，占财政性资金（人员类和运转类中的公用经费项目支出除外）总额的比例为100%。`,
  ]
}

/** The south of the middle: short sentences, projects listed with their sums. */
export function south(a: Account): string[] {
  const y = a.year
  const s = spentOf(a)
  const projects = a.items.filter((i) => i.project > 0)
  return [
    `${a.name}${y}年部门预算说明`,
    '一、部门基本概况',
    `1、职能职责。负责信访工作。2、机构设置。内设机构${a.offices.length}个：${a.offices.join('、')}。核定编制${a.posts.administrative + a.posts.business + a.posts.workers}名，其中：行政编制${a.posts.administrative}名，事业编制${a.posts.business}名，工勤编制${a.posts.workers}名；实有在职${sum(a.posts.inPost)}人。`,
    '三、部门收支总体情况',
    `（一）收入预算：${y}年年初预算数${wan(s)}万元，其中，一般公共预算拨款${wan(s)}万元，政府性基金拨款0万元，纳入专户管理的非税收入拨款0万元。收入较去年${said(moved(s, beforeOf(a)), UP, '持平').split('，')[0]}，主要是人员变动。`,
    `（二）支出预算：${y}年年初预算数${wan(s)}万元，其中：${classesOf(a)
      .map((c) => `${c.name}${wan(c.amount)}万元`)
      .join('，')}。支出较去年${said(moved(s, beforeOf(a)), UP, '持平').split('，')[0]}，主要是人员变动。`,
    '四、一般公共预算拨款支出',
    `${y}年一般公共预算拨款支出预算${wan(s)}万元，具体安排情况如下：`,
    `（一）基本支出：${y}年年初预算数为${wan(basicOf(a))}万元，是指为保障单位机构正常运转而发生的各项支出，包括人员经费${wan(staffOf(a))}万元和日常公用经费${wan(runningOf(a))}万元。`,
    `（二）项目支出：${y}年年初预算数为${wan(projectOf(a))}万元，其中：${projects.map((i) => `${i.names[2]}${wan(i.project)}万元，主要用于有关方面`).join('；')}。`,
    '六、其他重要事项的情况说明',
    `1、机关运行经费：${y}年本部门机关运行经费当年一般公共预算拨款${wan(runningOf(a))}万元，比上年预算${said(moved(runningOf(a), Math.round(runningOf(a) * 1.07)), UP, '持平')}，主要原因是压减。`,
    `2、“三公”经费预算：${y}年“三公”经费预算数为${short(three(a))}万元，其中，公务接待费${short(a.three.reception.budget)}万元，公务用车购置及运行费${short(car(a))}万元（其中，公务用车购置费${short(a.three.buy.budget)}万元，公务用车运行费${short(a.three.run.budget)}万元），因公出国（境）费0万元。${y}年“三公”经费预算较上年${said(moved(three(a), threeOf(a, 'before')), UP, '持平').split('，')[0]}，主要原因是厉行节约。`,
    '3、一般性支出情况：本部门会议费预算3.00万元，拟召开2次会议，人数120人，内容为联席会议；培训费预算2.00万元，拟开展1次培训，人数60人。',
    `4、政府采购情况：${y}年本部门政府采购预算总额${wan(boughtOf(a))}万元，其中，货物类采购预算${wan(a.procurement.goods)}万元；工程类采购预算${wan(a.procurement.works)}万元；服务类采购预算${wan(a.procurement.services)}万元。`,
    `5、国有资产占有使用情况：截至${y - 1}年12月底，本部门共有公务用车${carsOf(a)}辆，其中，${a.cars.map((c) => `${c.name}${c.n}辆`).join('，')}；单位价值50万元以上通用设备0台，单位价值100万元以上专用设备0台。`,
    `6、预算绩效目标说明：本部门所有支出实行绩效目标管理。纳入${y}年部门整体支出绩效目标的金额为${wan(s)}万元，其中，基本支出${wan(basicOf(a))}万元，项目支出${wan(projectOf(a))}万元。`,
  ]
}

/** The centre: this year's figure, and last year's executed one. */
export function centre(a: Account): string[] {
  const y = a.year
  const s = spentOf(a)
  return [
    `${a.name}${y}年部门预算`,
    `二、${y}年收支预算情况说明`,
    `按照综合预算的原则，${a.name}所有收入和支出均纳入部门预算管理。${y}年收支总预算${wan(s)}万元。`,
    `三、${y}年收入预算情况说明`,
    `${y}年收入预算${wan(s)}万元，其中：一般公共预算拨款收入${wan(s - a.carried.start)}万元，占${pct(s - a.carried.start, s)}%；上年结转${wan(a.carried.start)}万元，占${pct(a.carried.start, s)}%。`,
    `四、${y}年支出预算情况说明`,
    `${y}年支出预算${wan(s)}万元，其中：基本支出${wan(basicOf(a))}万元，占${pct(basicOf(a), s)}%；项目支出${wan(projectOf(a))}万元，占${pct(projectOf(a), s)}%。`,
    `六、一般公共预算当年拨款情况说明`,
    '（一）一般公共预算当年拨款规模变化情况',
    `${y}年一般公共预算当年拨款${wan(s)}万元，比${y - 1}年执行数${said(moved(s, beforeOf(a)), UP, '持平')}，主要是压减一般性支出。`,
    '（二）一般公共预算当年拨款结构情况',
    `${classesOf(a)
      .map((c) => `${c.name}（类）支出${wan(c.amount)}万元，占${pct(c.amount, s)}%`)
      .join('；')}。`,
    '（三）一般公共预算当年拨款具体使用情况',
    ...a.items.map(
      (i, n) =>
        `${n + 1}.${i.names[0]}（类）${i.names[1]}（款）${i.names[2]}（项）${y}年预算数为${wan(i.basic + i.project)}万元，比${y - 1}年执行数${said(moved(i.basic + i.project, i.before), UP, '持平')}。主要是调整。`,
    ),
    '七、一般公共预算基本支出情况说明',
    `${y}年一般公共预算基本支出${wan(basicOf(a))}万元，其中：`,
    `人员经费${wan(staffOf(a))}万元，主要包括：基本工资、津贴补贴、奖金、退休费；`,
    `公用经费${wan(runningOf(a))}万元，主要包括：办公费、差旅费、工会经费。`,
    '八、“三公”经费预算情况说明',
    `${y}年“三公”经费预算数为${wan(three(a))}万元，其中：因公出国（境）费${wan(0)}万元，公务用车购置及运行费${wan(car(a))}万元，公务接待费${wan(a.three.reception.budget)}万元。${y}年“三公”经费预算比${y - 1}年${said(moved(three(a), threeOf(a, 'before')), UP, '持平')}，主要是过紧日子。`,
    '九、其他重要事项的情况说明',
    `${y}年机关运行经费财政拨款预算${wan(runningOf(a))}万元，比${y - 1}年预算${said(moved(runningOf(a), Math.round(runningOf(a) * 1.07)), UP, '持平')}。`,
    `${y}年政府采购预算总额${wan(boughtOf(a))}万元，其中：政府采购货物预算${wan(a.procurement.goods)}万元，政府采购工程预算${wan(a.procurement.works)}万元，政府采购服务预算${wan(a.procurement.services)}万元。`,
    `截至${y - 1}年12月31日，本部门共有车辆${carsOf(a)}辆，其中，${a.cars.map((c) => `${c.name}${c.n}辆`).join('、')}。`,
    ...spending(a, `${y}年部门支出总表`, '万元', '\t'),
    ...economics(a, `${y}年一般公共预算基本支出表`, ' | '),
  ]
}

/** By the river: every statement against last year's budget, reasons after each. */
export function river(a: Account): string[] {
  const y = a.year
  const s = spentOf(a)
  const like = (now: number, then: number) => said(moved(now, then), ['增加', '增长', '减少', '下降'], '持平')
  return [
    `${a.name}${y}年部门预算`,
    `三、${a.name}${y}年部门收支预算总体情况说明`,
    `（一）关于${y}年收支预算总表的说明`,
    `${y}年，${a.name}收入预算${wan(s)}万元，比上年预算数${like(s, beforeOf(a))}，${s >= beforeOf(a) ? '增长' : '减少'}原因主要是人员变动；支出预算${wan(s)}万元，比上年预算数${like(s, beforeOf(a))}，原因主要是人员变动。`,
    `其中：本年财政拨款收入${wan(s)}万元，占100.00%；其他收入0万元，占0.00%。`,
    `支出包括：${classesOf(a)
      .map((c) => `${c.name}${wan(c.amount)}万元，占${pct(c.amount, s)}%`)
      .join('；')}。`,
    `按支出用途划分：基本支出${wan(basicOf(a))}万元，占${pct(basicOf(a), s)}%；项目支出${wan(projectOf(a))}万元，占${pct(projectOf(a), s)}%。`,
    '（六）关于基本支出表的说明',
    `${y}年一般公共预算基本支出${wan(basicOf(a))}万元，其中：人员经费${wan(staffOf(a))}万元，公用经费${wan(runningOf(a))}万元。`,
    '四、“三公”经费',
    `${y}年“三公”经费支出预算为${wan(three(a))}万元，比上年预算${like(three(a), threeOf(a, 'before'))}。其中：因公出国（境）费支出预算为0万元，公务接待费支出预算为${wan(a.three.reception.budget)}万元，公务用车购置及运行费支出预算为${wan(car(a))}万元。具体情况如下：`,
    `（一）因公出国（境）费支出预算0万元，与${y - 1}年预算一致，持平原因主要是本年度未安排。`,
    `（二）公务接待费支出预算${wan(a.three.reception.budget)}万元，比${y - 1}年预算${like(a.three.reception.budget, a.three.reception.before)}，原因主要是压缩开支。`,
    `（三）公务用车购置及运行费支出预算${wan(car(a))}万元，比${y - 1}年预算${like(car(a), carBefore(a))}。其中：公务用车运行费${wan(a.three.run.budget)}万元，比${y - 1}年预算${like(a.three.run.budget, a.three.run.before)}；公务用车购置费${wan(a.three.buy.budget)}万元，${a.three.buy.budget === 0 && a.three.buy.before === 0 ? `与${y - 1}年预算一致` : `比${y - 1}年预算${like(a.three.buy.budget, a.three.buy.before)}`}。`,
    '五、其他重要事项',
    `（一）机关运行经费。${y}年，${a.name}机关运行经费财政拨款预算${wan(runningOf(a))}万元，比${y - 1}年${like(runningOf(a), Math.round(runningOf(a) * 0.94))}。`,
    `（二）政府采购。${y}年政府采购预算${wan(boughtOf(a))}万元，其中政府采购货物预算${wan(a.procurement.goods)}万元、政府采购工程预算${wan(a.procurement.works)}万元、政府采购服务预算${wan(a.procurement.services)}万元。面向中小企业预留政府采购项目预算金额${wan(a.procurement.small)}万元，其中面向小微企业预留政府采购项目预算金额${wan(a.procurement.micro)}万元。`,
    `（三）绩效。${y}年，本部门编报绩效目标的项目${a.projects.length}个，涉及预算资金${wan(sum(a.projects.map((p) => p.planned)))}万元，分别是：${a.projects.map((p) => `${p.name}${wan(p.planned)}万元`).join('、')}。`,
  ]
}

export const BUDGETS = { east, south, centre, river } as const
